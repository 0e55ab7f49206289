-- 'This is wrong': what a reader says about a page, until the desk has dealt with it.
CREATE TABLE corrections (
  id TEXT NOT NULL PRIMARY KEY,
  path TEXT NOT NULL,
  text TEXT NOT NULL,
  lang TEXT NOT NULL,
  arrived TEXT NOT NULL
);
