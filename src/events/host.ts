// Endings of family names in the languages of the field; a guess that asks, never one that decides.
const SURNAME =
  /(?:skaya|skaja|ska|skaia|ski|skyi|skiy|sky|vich|vič|wicz|vič|enko|anka|enka|ouski|eŭski|oŭski|ova|ava|ev|ov|eva|yeva|ovna|ouna|auna|uk|iuk|juk|chuk|čuk|ak|ienė|aitė|ytė|skis|ский|ская|скі|ская|вич|віч|енко|енка|анка|ова|ава|ева|ёва|ов|аў|оў|еў|ев|ёў|ук|юк|чук|овна|ович|евич|евна|аўна|еўна|авіч|евіч)$/iu
const GROUP =
  /\b(?:house|hub|centre|center|union|society|association|people|embassy|group|movement|committee|club|youth|belarusians?|diaspora|amnesty|international|foundation|fund|rights|church|choir|theatre|theater|school|university|museum|library|council|party|initiative|community|mission|press|radio|studio|solidarity|libereco|razam)\b|(?:дом|цэнтр|центр|саюз|союз|таварыства|общество|суполк|арганізац|организац|беларус|дыяспар|диаспор|рух|движение|пасольств|посольств|камітэт|комитет|фонд|хор|тэатр|театр|школ|універс|универс|музе|бібліят|библиот|рада|совет|парты|парти|ініцыятыв|инициатив|місі|мисси|супольн|сообществ|моладз|молод|групп|група)/iu

/** Whether a host reads like a person's name: two or three capitalised words, one with a family name's ending. */
export function looksLikePerson(host: string): boolean {
  const words = host.split(/\s+/)
  if (words.length < 2 || words.length > 3 || GROUP.test(host)) return false
  if (!words.every(word => /^\p{Lu}[\p{Ll}\p{M}’'ʼ-]+(?:-\p{Lu}\p{Ll}+)?$/u.test(word))) return false
  return words.some(word => SURNAME.test(word) && word.length >= 5)
}
