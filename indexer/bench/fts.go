package main

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"izde/corpus"
)

// ftsIndexCommand makes this program index an archive with SQLite and do
// nothing else, so that its time and memory can be taken as a child's.
const ftsIndexCommand = "fts5-index"

// ftsSchema is the archive in SQLite: one full-text table with a column for
// each field and language, as izde has, and plain tables for what facets
// count. The tokenizer is FTS5's own default.
const ftsSchema = `
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-200000;
CREATE VIRTUAL TABLE text USING fts5(title_kk, title_ru, title_en, abstract_kk, abstract_ru, abstract_en,
	keyword_kk, keyword_ru, keyword_en, author, body, ref);
CREATE TABLE article(id INTEGER PRIMARY KEY, name TEXT, lang TEXT, year INTEGER, journal TEXT);
CREATE TABLE author(article INTEGER, value TEXT, PRIMARY KEY(article, value)) WITHOUT ROWID;
CREATE TABLE keyword(article INTEGER, value TEXT, PRIMARY KEY(article, value)) WITHOUT ROWID;`

// ftsIndex builds the database from JSON lines in one transaction, and merges
// its full-text index into one segment.
func ftsIndex(ctx context.Context, lines, database string) error {
	in, err := os.Open(lines)
	if err != nil {
		return err
	}
	defer in.Close()
	db, err := openSQLite(database)
	if err != nil {
		return err
	}
	defer db.Close()
	if _, err := db.ExecContext(ctx, ftsSchema); err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := ftsInsert(ctx, tx, in); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, `INSERT INTO text(text) VALUES('optimize')`); err != nil {
		return err
	}
	return db.Close()
}

func openSQLite(path string) (*sql.DB, error) {
	db, err := sql.Open("sqlite", path)
	if err == nil {
		db.SetMaxOpenConns(1) // a connection is what has the caches
	}
	return db, err
}

func ftsInsert(ctx context.Context, tx *sql.Tx, in io.Reader) error {
	var insert []*sql.Stmt
	for _, q := range []string{
		`INSERT INTO text(rowid, title_kk, title_ru, title_en, abstract_kk, abstract_ru, abstract_en,
			keyword_kk, keyword_ru, keyword_en, author, body, ref) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)`,
		`INSERT INTO article VALUES(?,?,?,?,?)`,
		`INSERT OR IGNORE INTO author VALUES(?,?)`,
		`INSERT OR IGNORE INTO keyword VALUES(?,?)`,
	} {
		s, err := tx.PrepareContext(ctx, q)
		if err != nil {
			return err
		}
		defer s.Close()
		insert = append(insert, s)
	}
	dec := json.NewDecoder(bufio.NewReaderSize(in, 1<<20))
	for id := 1; ; id++ {
		var a corpus.Article
		if err := dec.Decode(&a); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		if err := ftsInsertOne(ctx, insert, id, &a); err != nil {
			return fmt.Errorf("inserting %s: %w", a.ID, err)
		}
	}
}

// ftsInsertOne inserts an article with the statements for the text, the
// article, its authors and its keywords.
func ftsInsertOne(ctx context.Context, insert []*sql.Stmt, id int, a *corpus.Article) error {
	var authors, keywords, body, refs []string
	for _, author := range a.Authors {
		for _, name := range author.Name {
			authors = append(authors, name)
		}
	}
	row := []any{id}
	for _, texts := range []corpus.Text{a.Title, a.Abstract} {
		for _, lang := range corpus.Languages() {
			row = append(row, texts[lang])
		}
	}
	for _, lang := range corpus.Languages() {
		keywords = append(keywords, a.Keywords[lang]...)
		row = append(row, strings.Join(a.Keywords[lang], "; "))
	}
	for _, s := range a.Sections {
		body = append(body, s.Heading, s.Text)
	}
	for _, ref := range a.References {
		refs = append(refs, ref.Text)
	}
	row = append(row, strings.Join(authors, "; "), strings.Join(body, "\n"), strings.Join(refs, "\n"))
	_, err := insert[0].ExecContext(ctx, row...)
	if err == nil {
		_, err = insert[1].ExecContext(ctx, id, a.ID, a.Lang, a.Year, a.Journal.Title[corpus.English])
	}
	for i, values := range [][]string{authors, keywords} {
		for _, v := range values {
			if err == nil {
				_, err = insert[2+i].ExecContext(ctx, id, v)
			}
		}
	}
	return err
}

// ftsFacets counts the documents found and five facets in one statement, over
// the found documents kept once.
const ftsFacets = `WITH found AS MATERIALIZED (SELECT rowid AS id FROM text WHERE text MATCH ?%s)
SELECT '', '', count(*) FROM found
UNION ALL SELECT * FROM (SELECT 'lang', lang, count(*) FROM found JOIN article USING(id) GROUP BY 2 ORDER BY 3 DESC LIMIT 10)
UNION ALL SELECT * FROM (SELECT 'year', year, count(*) FROM found JOIN article USING(id) GROUP BY 2 ORDER BY 3 DESC LIMIT 10)
UNION ALL SELECT * FROM (SELECT 'journal', journal, count(*) FROM found JOIN article USING(id) GROUP BY 2 ORDER BY 3 DESC LIMIT 10)
UNION ALL SELECT * FROM (SELECT 'author', value, count(*) FROM found JOIN author ON article = id GROUP BY 2 ORDER BY 3 DESC LIMIT 10)
UNION ALL SELECT * FROM (SELECT 'keyword', value, count(*) FROM found JOIN keyword ON article = id GROUP BY 2 ORDER BY 3 DESC LIMIT 10)`

// ftsHits takes ten hits by BM25, with what a list of hits shows and a
// fragment with its matches marked.
const ftsHits = `SELECT rowid, rank, title_kk, title_ru, title_en, abstract_kk, abstract_ru, abstract_en,
	keyword_kk, keyword_ru, keyword_en, author, snippet(text, -1, '<mark>', '</mark>', '…', 40)
FROM text WHERE text MATCH ?%s ORDER BY rank LIMIT 10 OFFSET ?`

const ftsFilter = ` AND rowid IN (SELECT id FROM article WHERE lang IN (%s) AND year BETWEEN %d AND %d)`

// fts5 is SQLite with its full-text table.
type fts5 struct{ db *sql.DB }

func (f fts5) search(ctx context.Context, q query, cursor string) (answer, error) {
	filter := ""
	if len(q.langs) > 0 {
		filter = fmt.Sprintf(ftsFilter, "'"+strings.Join(q.langs, "','")+"'", q.years[0], q.years[1])
	}
	var a answer
	_, err := f.rows(ctx, fmt.Sprintf(ftsFacets, filter), []any{q.fts}, func(row []any) {
		if row[0] == "" {
			n, _ := row[2].(int64)
			a.found = int(n)
		}
	})
	if err != nil {
		return a, err
	}
	// A place by rank can only be reached by counting, for a walk too.
	offset := max(0, q.page-1) * 10
	if cursor != "" {
		if _, err := fmt.Sscan(cursor, &offset); err != nil {
			return a, err
		}
	}
	hits, err := f.rows(ctx, fmt.Sprintf(ftsHits, filter), []any{q.fts, offset}, func([]any) {})
	if hits == 10 {
		a.next = fmt.Sprint(offset + 10)
	}
	return a, err
}

// rows runs a query, hands over each row and counts them.
func (f fts5) rows(ctx context.Context, statement string, args []any, use func([]any)) (int, error) {
	rows, err := f.db.QueryContext(ctx, statement, args...)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return 0, err
	}
	values, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	n := 0
	for ; rows.Next(); n++ {
		if err := rows.Scan(into...); err != nil {
			return n, err
		}
		use(values)
	}
	return n, rows.Err()
}

// sqlite measures SQLite FTS5 on the same archive. The queries are asked once:
// common words take it long.
func (b *bencher) sqlite(ctx context.Context) error {
	b.say("SQLite FTS5: indexing")
	self, err := os.Executable()
	if err != nil {
		return err
	}
	database := b.file("fts5.db")
	if err := os.RemoveAll(database); err != nil {
		return err
	}
	u, err := runProgram(ctx, self, ftsIndexCommand, b.file("archive.jsonl"), database)
	if err != nil {
		return err
	}
	if err := b.indexed("SQLite FTS5", u, database); err != nil {
		return err
	}
	equivalent := slices.DeleteFunc(slices.Clone(b.queries), func(q query) bool { return q.fts == "" })
	b.say("SQLite FTS5: %d queries", len(equivalent))
	db, err := openSQLite(database)
	if err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, `PRAGMA cache_size=-200000; PRAGMA mmap_size=8589934592`); err != nil {
		return errors.Join(err, db.Close())
	}
	return errors.Join(b.pass(ctx, "SQLite FTS5", fts5{db}, equivalent, 1, 1), db.Close())
}
