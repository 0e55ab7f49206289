-- Articles, statements and the organisation's own pages. `content` is JSON: tags, original language, what it is about; see src/news/article.ts.
CREATE TABLE articles (
  id TEXT NOT NULL PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  version {{int64}} NOT NULL,
  published {{int64}} NOT NULL,
  content TEXT NOT NULL
);

-- An article in one language. `based_on` is the version of the original's text that a translation follows.
CREATE TABLE article_texts (
  article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  lang TEXT NOT NULL,
  version {{int64}} NOT NULL,
  state TEXT NOT NULL,
  based_on {{int64}},
  published_at {{int64}},
  modified_at {{int64}},
  title TEXT NOT NULL,
  lead TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (article_id, lang)
);

-- Addresses that an article had before, here or on an older site, as paths from the root; `lang` where the address was of one language.
CREATE TABLE article_redirects (
  path TEXT NOT NULL PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  lang TEXT
);
CREATE INDEX article_redirects_article ON article_redirects (article_id);

-- What was imported already, by the name (guid) that the older site gave it.
CREATE TABLE article_imports (
  guid TEXT NOT NULL PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  lang TEXT NOT NULL
);
CREATE INDEX article_imports_article ON article_imports (article_id);
