import type { Vocabulary } from './vocabulary.ts'

export const en: Vocabulary = {
  language: 'en',
  months: [
    'january, jan',
    'february, feb',
    'march, mar',
    'april, apr',
    'may',
    'june, jun',
    'july, jul',
    'august, aug',
    'september, sep, sept',
    'october, oct',
    'november, nov',
    'december, dec',
  ],
  weekdays: [
    'monday, mon',
    'tuesday, tue, tues',
    'wednesday, wed, weds',
    'thursday, thu, thur, thurs',
    'friday, fri',
    'saturday, sat',
    'sunday, sun',
  ],
  words: {
    'key-when': 'when, date and time, time and date, date & time, day and time, date/time, schedule',
    'key-date': 'date, dates, day, days',
    'key-time': 'time, hour, hours, at',
    'key-where':
      'where, place, location, venue, address, meeting point, meeting place, event location, spot, where to',
    'key-city': 'city, town, city/town',
    'key-country': 'country',
    'key-title':
      'what, event, title, name, action, activity, type of event, event name, event title, name of event',
    'key-host':
      'organizer, organizers, organiser, organisers, organized by, organised by, host, hosts, hosted by, who, by',
    'key-people':
      'speakers, speaker, participants, guests, with, moderator, moderators, participation, attendance, performers',
    'key-programme':
      'programme of the action, programme of the evening, programme of the day, programme, program, agenda, in the programme, in the program, timetable',
    'key-route': 'route, course, track',
    'key-note':
      'format, distance, registration, register, tickets, ticket, entry, entrance, admission, price, contact, contacts, link, links, phone, tel, email, e-mail, website, web, language, languages, details, info, information, description, note, notes, facebook, instagram, telegram, dress code, bring, what to bring, please bring, accessibility, more, more information, transport, parking, id, meeting id, password, passcode, type, form, theme, topic, opening hours, hours of opening, map',
    'key-gather': 'gathering, gather, assembly, meet, arrival',
    'key-start': 'opening, start, starts, begin, begins, beginning, starting, start time',
    'key-finish': 'finish, end, ends, ending, until, end time',
    'key-zone': 'time zone, timezone',
    hour: "o'clock, h, hrs, hour, hours, uhr",
    am: 'am',
    pm: 'pm',
    morning: 'in the morning',
    afternoon: 'in the afternoon',
    evening: 'in the evening, this evening, tonight',
    night: 'at night',
    noon: 'noon, midday, 12 noon',
    midnight: 'midnight, 12 midnight',
    half: 'half past, half',
    at: 'at, by, around, from about, about',
    in: 'in, to',
    of: 'of, across, throughout',
    from: 'from, between, starting, since, starts, as of',
    until: 'closes on, until, until, till, to, through, thru, untill, til',
    between: 'between',
    and: 'and, &',
    on: 'on',
    gather: 'gathering, gather, assembly, assemble, meet, meeting point, arrival',
    start:
      'start, starts, begin, begins, beginning, starting, kick-off, opening, setting off, set off, departure',
    finish: 'finish, finishes, end, ends, ending, closing, arrival at the finish',
    time: 'time, timezone',
    local: 'local',
    cancelled:
      'cancelled, canceled, called off, cancelled!, will not take place, is off, does not take place, call it off, called it off, had to call off, did not take place, not take place',
    moved: 'moved, postponed, rescheduled, new date, new time, shifted',
    online:
      'internet, online, on-line, zoom, webinar, google meet, teams, webex, jitsi, virtual, virtually, livestream only, clubhouse, twitter space, discord',
    broadcast:
      'broadcast, stream, streamed, livestream, live stream, streaming, recording will, hybrid, live on ig, on ig, ig live, instagram live, facebook live, live on facebook, live on instagram, youtube live, on instagram, on facebook, on youtube',
    update:
      'author, by the editors, last modified, last update, last updated, last change, last changed, last changes, last edit, last edited, last revised, last revision, updated, published, posted, as of, correct as of, modified, printed, sent, correction, corrected',
    hours:
      'opening hours, open daily, daily, every day, working hours, hours, mon–fri, weekdays, on weekdays, opening times, visiting hours, office hours',
    deadline:
      'register by, registration until, registration by, deadline, apply by, rsvp by, sign up by, registration closes, registration is open until, tickets until, until registration, accreditation, media accreditation, curfew, orders by',
    unit: 'km, kilometres, kilometers, metres, meters, m, kg, eur, euro, euros, usd, gbp, pln, zł, percent, years, year, people, persons, minutes, min, days, months, political, prisoners, letters, portraits, participants, names',
    'street-before': 'hotel, cafe, café, bar, restaurant, radio, street of, palace, castle',
    'street-after':
      'street, st, avenue, ave, road, rd, square, boulevard, blvd, lane, bridge, platz, strasse, straße, gatve, gatvė, g, hotel, alley, drive, station, gate, hall, declaration, convention, agreement, post, times, airport, stadium, river, school',
    venue:
      'square, park, museum, library, centre, center, embassy, consulate, theatre, theater, cinema, club, bar, cafe, café, church, cathedral, university, monument, hall, gallery, house, hub, space, station, street, avenue, palace, castle, garden, school, hotel, office, parliament, bridge, gate, memorial, mission, institute, studio, market',
    embassy:
      'embassy, consulate, ambassador, government, ministry, republic, parliament of, president, authorities',
    centre:
      'centre, center, heart, middle, city, town, streets, capital, outskirts, suburb, district, downtown, old town of',
    'took-place':
      'were read, was read, read aloud, read out, read the names, left, laid flowers, pasted, painted, broadcast, joined, put on, went on, drew, crossed, observed, organised by, attracted, brought together, march, invites you, invite you, stand, collect, collects, meets, features, speaks, will speak, will show, will read, reads, starts, begins, sign, gathers in, comes together, lit, gathered, unfurled, invited, brought, attended, sent, met, raised, painted, wore, recorded, filled, collected, carried, stood, walked, placed, hosted, took place, takes place, will take place, take place, was held, were held, is held, will be held, will hold, held, holds, hosts, hosted, will host, organised, organized, organizes, organises, arranged, arranges, gathered, gather, gathers, staged, stage, staging, celebrated, marked, went out, came out, came to, took part in, opened, opens, will open, was opened, set up, put up, installed, appeared, wrote, write, signed, rode, ran, marched, walked, screened, showed, shown, read out, presented, lit, invite, invites, joined, performed, sang, formed, lined up, picketed, rallied, happened, hung, hanged, displayed, laid, projected, launched, assembled, protested, met, drove, cycled, had planned, planned, built, build, completed, circled, stretched, planted, decorated, covered, linked arms, blocked, danced, prayed, recited',
    event: 'event, events, action, the action, the event',
    also: 'also, another, besides, in addition, one more, as well, too, separately, later, meanwhile, elsewhere, second, at the same time',
    there: 'same place, in the same place, same venue, there',
    back: 'after the, during the, at the end of the, at the event, in the course of the, before the, following the, it took place, it was, there was, at the meeting, at the rally, among the, the participants, participants, the organizers, the organisers, organizers, the event, this was, this is, the action, the rally, the exhibition, they, she, he, we, according to, the meeting, the march, the portraits, the opening of the, it, those, these, this, the letters, the postcards, the cards, all letters, everyone, everybody, speakers, the speakers, guests, the guests, visitors, the visitors, the evening, the concert, the picket, the vigil, the race, the run, the film, the screening, the installation',
    credit:
      'photo by, photo, photos by, photo:, photos:, photo courtesy, image by, source, video by, video, read more, read also, see also, credit, credits, picture by',
    worldwide:
      'all over the world, around the world, worldwide, different countries, various countries, many countries, dozens of cities, different cities, countries of the world, across the world, across the globe, many cities, world over, international',
    appeal:
      "you receive, you get this, you are receiving, because you, unsubscribe, send your, please send, let us know, write to us, if your city, if in your, calls on, call on, urges, appeal, appealed, statement, how to help, how to join, how to take part, how you can help, what you can do, what can you do, ways to help, join us, take part, get involved, donate, share this, subscribe, follow us, support us, send us, tell us, announce your, write a letter, write to a, sign the petition, organize your own, organise your own, organize an, organise an, sign, share, print, post, wear, publish, help, support, learn, register your, add your, spread, tag, use the hashtag, hold your own, light a candle, do not, don't, read about, read the, speak about, bring, come, find, ask, contact, email, remember, anyone, anybody, you can, if you, we invite, we ask, we call, latest news, next year, last year, in previous years, a year ago, recall",
    past: 'arrested, detained, sentenced, convicted, died, born, killed, birthday, anniversary, imprisoned, released, founded, since 20, death, was tried, trial',
    diaspora:
      'group, groups, branch, chapter, initiative, friends, belarusians, belarusian, belarusans, diaspora, community, communities, people, activists, residents, compatriots, volunteers, association, ukrainians, solidarity, students, inhabitants',
    prison: 'colony, prison, jail, detention, remand, penal, kgb, court',
    said: 'said, says, told, tells, writes, reports, report, noted, explained, added, according, recalled, emphasized, stressed, shared, comments, commented',
    filler:
      'events, schedule, programme, program, city, town, of, in, the, day, days, list, calendar, international, local, time, all, times, are, and, on, at, for, solidarity, region, area, more, cities, other, week, weekend, part, online, today, tomorrow, announcements, what, actions, will, be, held, take, place, is, planned',
    origin: 'from, of, with, including, by',
    doors:
      'doors, doors open, registration, registration from, registration opens, entry from, entrance from, admission from, box office',
    everywhere:
      'everywhere, all events start, all events begin, all actions start, all actions begin, in all cities, unless otherwise stated, unless noted otherwise, unless otherwise noted, if not stated otherwise, at all locations',
    every: 'annually, yearly, year after year, every, each, weekly, monthly',
    news: 'latest news, news, read also, read more, more news, see also, related, most read, other news, recent news, related news, in other news',
    article: 'the',
    'next-day': 'the next day, the following day, the day after, a day later',
    'same-day': 'the same day, that same day, that day, same day, the same evening, that evening',
    'month-end': 'the end of the month, end of the month, end of this month',
    afterwards: 'afterwards, after that, after it, after that, afterwards, followed by, then, and at',
    capital: 'capital',
    about: 'about, on, devoted to, dedicated to, in support of',
    continent:
      'europe, asia, africa, americas, north america, south america, latin america, oceania, asia-pacific, pacific, middle east, western europe, central europe, eastern europe',
    'hour-1': 'one',
    'hour-2': 'two',
    'hour-3': 'three',
    'hour-4': 'four',
    'hour-5': 'five',
    'hour-6': 'six',
    'hour-7': 'seven',
    'hour-8': 'eight',
    'hour-9': 'nine',
    'hour-10': 'ten',
    'hour-11': 'eleven',
    'hour-12': 'twelve',
    yesterday: 'yesterday',
    joins:
      'joins, join, will join, joined, hosts, will host, hosted, invites, asks, saw, sees, will see, gathers, meets, is hosting, is joining, calls, opens, starts, closes, gathered',
    prepares:
      'prepares, is preparing, gets ready, is getting ready, is gearing up, marks, will mark, celebrates, will celebrate, remembers, commemorates, plans',
    'the-day':
      'day of solidarity, solidarity day, day of political prisoners, day of the political prisoner, day of political prisoner, solidarity days',
    'last-year': 'last year, a year ago, previous year',
    'online-only': 'online only, only online, exclusively online',
    release: 'press release, for immediate release, media advisory, news release',
    'mail-head': 'subject, from, to, cc, bcc, sent, reply-to',
    today: 'today, tonight, this evening',
    'all-day': 'all day, whole day, all-day',
    towns: 'cities, countries, towns, continents',
    eve: 'the day before, on the eve',
  },
  kinds: {
    rally:
      'rally, rallies, demonstration*, ?protest*, ?action, ?actions, ?stand-in, demo, ?gathering, ?solidarity, rallied',
    march: 'march, marches, procession*, parade, marched, walk, solidarity walk, marchers',
    picket: 'sit-in, picket*, ~stand with portraits, ~stood with portraits',
    'human-chain':
      'human chain, chain of solidarity, chain of people, living chain, solidarity chain, ~chain',
    'reading-of-names':
      'read the names, read names, read out names, names were read, reading of names, reading of the names, reading the names, reading names, read the names, read out the names, names reading, names aloud, names out loud, ~were read aloud, ~were read out, ~being read aloud, names of political prisoners were read, names will be read, reading out names, reading out the names, roll call, names of political prisoners',
    vigil:
      'lit candles, light candles, candles, vigil*, candle*, candlelight*, prayer*, memorial service, ~commemoration, requiem',
    run: '~run, running, race, jogging, fun run, solidarity run, ran, runners, charity run',
    'bike-ride':
      'bike tour, cycled, cycling tour, ride, bike ride, bicycle ride, cycle ride, cycling, bike tour, bike rally, cyclists, bike, bicycle, bikes',
    'car-ride': 'car ride, car rally, motorcade, auto rally, car procession, car convoy, motor rally',
    'letter-writing':
      'postcard evening, write to prisoners, writing to prisoners, write to political prisoners, letter club, card-writing, sign postcards, letter writing, letter-writing, letters writing, writing letters, writing cards, writing of letters, writing postcards, writing of cards, writing of postcards, write letters, write postcards, wrote letters, wrote postcards, wrote cards, write cards, cards and letters, letters and cards, letters and postcards, postcards, postcard*, letters to, evening of letters, ~letters, ~cards, signing cards, signing of cards, card writing, greeting cards, letter evening, letters',
    'letter-marathon':
      'letter marathon, letters marathon, marathon of letters, write-a-thon, letter-writing marathon, marathon of writing, letter writing marathon, writing marathon, postcard marathon, marathon of postcards',
    exhibition: 'exhibition*, exhibit, exposition, vernissage, photo exhibition, display of portraits',
    installation:
      '~planted, ~paper flowers, ~paper boats, ~names laid out, installation*, art object, set up flags, put up flags, flags with',
    performance: 'performance*, theatre play, play, theatrical, flash mob, flashmob, happening, perform',
    concert:
      'concert*, live music, music evening, musical evening, gig, recital, songs evening, evening of songs, singing, choir',
    screening: 'screening*, film, movie, documentary, film evening, movie night, film show',
    reading:
      'staged reading, reading, readings, reads from, reads, poetry, poetry evening, book presentation, presentation of the book, book launch, literary',
    panel:
      'panel*, discussion*, round table, roundtable, conference, debate*, ~talk, ~talks, ~lecture*, ~seminar*, ~public talk, forum, symposium, ~presentation, side event, hearing, live talk',
    meeting:
      '~meeting, ~meetings, meet-up, meetup, ~picnic, get-together, ~evening, ~evening in memory, ~memory, tea party, ~workshop*, ~evening of solidarity, quiz, ~reception, ~dinner, ~fair, ~talk with, ~conversation with',
    'open-recording':
      'open recording, live recording, podcast recording, recording of the podcast, recording of a podcast, public recording, ~podcast',
    webinar:
      'webinar*, online talk, online meeting, online discussion, online lecture, online conference, online event, zoom meeting, livestream, online panel',
    'minute-of-silence': 'minute of silence, moment of silence, silent minute, minutes of silence',
    'petition-signing':
      'signatures, petition signing, signing of the petition, signing a petition, signature collection, collection of signatures, collecting signatures, signing of a petition, sign a petition, gathering signatures, petition',
    'photo-action':
      'unfurled, giant flag, photo action, photo campaign, photo flash mob, photo shoot, photo flashmob, group photo, photos with portraits, take a photo, photo session, selfie',
    'anonymous-action':
      'anonymous*, leaflets, graffiti, stickers, ~unknown persons, partisan action, ~appeared, sticker action, ~unknown',
    other:
      '~hike, ~flea market, ~charity sale, ~bake sale, ~guided tour, ~excursion, ~game night, ~garage sale, ~walking tour',
  },
}
