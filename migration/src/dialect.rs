//! The two dialects of SQL and the words in which a table is written once for both. Pure; imports nothing.
//!
//! A column whose type or check differs between the databases is written `{kind name}`; [`render`] turns it into the
//! column's definition, to which the text may add `NOT NULL`, `PRIMARY KEY`, `REFERENCES …` or a default. SQLite's
//! STRICT tables know neither dates nor booleans, and sqlx reads a column by its declared type, so every column
//! carries a check instead: what PostgreSQL's types refuse, SQLite refuses too.
//!
//! | word | PostgreSQL | SQLite |
//! |---|---|---|
//! | `{id x}` | uuid | the 16 bytes as a blob, which is what sqlx binds |
//! | `{json x}` | jsonb | text that is valid JSON |
//! | `{localised x}` | jsonb object with no keys but nb, nn, en, se | the same as text |
//! | `{date x}` | date | text `YYYY-MM-DD` that is a day of the calendar |
//! | `{timestamp x}` | timestamptz | text `YYYY-MM-DDThh:mm:ss[.f]+00:00`, always UTC, so text order is time order |
//! | `{bool x}`, `{int x}`, `{bigint x}` | boolean, integer, bigint | the same, checked |
//! | `{organisation_number x}` | text of nine digits | the same |
//! | `{slug x}` | text, lower-case ASCII words joined by single hyphens | the same |
//! | `{one_of x: A B}` | text, one of the words | the same |
//! | `{now}` | the moment, as a default or value | the same, in the form of `{timestamp}` |
//! | `{clustered}` | nothing | WITHOUT ROWID: a tenant's rows lie together by primary key |
//!
//! Applied steps were rendered by these words: changing one changes history. Add a word instead.

/// Which database a text is rendered for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// PostgreSQL, production.
    Postgres,
    /// SQLite, embedded and the default.
    Sqlite,
}

/// Replaces every `{…}` of `text`; an unknown word or an open brace is an error that names it.
pub(crate) fn render(text: &str, dialect: Dialect) -> Result<String, String> {
    let mut sql = String::with_capacity(text.len() * 2);
    let mut rest = text;
    while let Some((before, from_word)) = rest.split_once('{') {
        let (word, after) =
            from_word.split_once('}').ok_or_else(|| format!("a brace is not closed: {from_word:.40}"))?;
        sql.push_str(before);
        sql.push_str(&expand(word, dialect).ok_or_else(|| format!("no such word: {{{word}}}"))?);
        rest = after;
    }
    sql.push_str(rest);
    Ok(sql)
}

fn expand(word: &str, dialect: Dialect) -> Option<String> {
    let (kind, argument) = word.split_once(' ').unwrap_or((word, ""));
    if kind == "one_of" {
        return one_of(argument);
    }
    match (kind, argument) {
        ("now", "") => return Some(now(dialect).to_owned()),
        ("clustered", "") => return Some(clustered(dialect).to_owned()),
        (_, "") => return None,
        _ => {}
    }
    match dialect {
        Dialect::Postgres => postgres(kind, argument),
        Dialect::Sqlite => sqlite(kind, argument),
    }
}

fn postgres(kind: &str, x: &str) -> Option<String> {
    Some(match kind {
        "id" => format!("{x} uuid"),
        "json" => format!("{x} jsonb"),
        "localised" => format!(
            "{x} jsonb CHECK (jsonb_typeof({x}) = 'object' AND {x} - '{{nb,nn,en,se}}'::text[] = '{{}}'::jsonb)"
        ),
        "date" => format!("{x} date CHECK (isfinite({x}))"),
        "timestamp" => format!("{x} timestamptz CHECK (isfinite({x}))"),
        "bool" => format!("{x} boolean"),
        "int" => format!("{x} integer"),
        "bigint" => format!("{x} bigint"),
        "organisation_number" => format!("{x} text CHECK ({x} ~ '^[0-9]{{9}}$')"),
        "slug" => {
            format!("{x} text CHECK (length({x}) <= 100 AND {x} ~ '^[a-z0-9]+(-[a-z0-9]+)*$')")
        }
        _ => return None,
    })
}

fn sqlite(kind: &str, x: &str) -> Option<String> {
    Some(match kind {
        "id" => {
            format!("{x} BLOB CHECK ({x} IS NULL OR (typeof({x}) = 'blob' AND length({x}) = 16))")
        }
        "json" => format!("{x} TEXT CHECK (json_valid({x}))"),
        "localised" => {
            format!("{x} TEXT CHECK (json_remove({x}, '$.nb', '$.nn', '$.en', '$.se') = '{{}}')")
        }
        // `IS`, since `date()` answers NULL to what is no date, and a check that comes out NULL passes.
        "date" => format!("{x} DATE CHECK ({x} IS date({x}))"),
        "timestamp" => format!(
            "{x} TIMESTAMP CHECK ({x} IS NULL OR (datetime({x}) IS NOT NULL \
             AND {x} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*+00:00'))"
        ),
        "bool" => format!("{x} BOOLEAN CHECK ({x} IN (0, 1))"),
        "int" => format!(
            "{x} INTEGER CHECK ({x} IS NULL OR (typeof({x}) = 'integer' AND {x} BETWEEN -2147483648 AND 2147483647))"
        ),
        "bigint" => format!("{x} BIGINT CHECK ({x} IS NULL OR typeof({x}) = 'integer')"),
        "organisation_number" => {
            format!("{x} TEXT CHECK (length({x}) = 9 AND {x} NOT GLOB '*[^0-9]*')")
        }
        "slug" => format!(
            "{x} TEXT CHECK (length({x}) BETWEEN 1 AND 100 AND {x} NOT GLOB '*[^a-z0-9-]*' \
             AND {x} NOT GLOB '-*' AND {x} NOT GLOB '*-' AND {x} NOT GLOB '*--*')"
        ),
        _ => return None,
    })
}

fn one_of(argument: &str) -> Option<String> {
    let (column, words) = argument.split_once(": ")?;
    let words: Vec<String> = words.split_whitespace().map(|word| format!("'{word}'")).collect();
    Some(format!("{column} text CHECK ({column} IN ({}))", words.join(", ")))
}

fn now(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Postgres => "now()",
        Dialect::Sqlite => "strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')",
    }
}

fn clustered(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Postgres => "",
        Dialect::Sqlite => " WITHOUT ROWID",
    }
}

#[cfg(test)]
mod tests {
    use super::{Dialect, render};

    #[test]
    fn a_word_becomes_the_definition_of_each_dialect() {
        assert_eq!(
            render("({id id} PRIMARY KEY, {bool public} NOT NULL){clustered}", Dialect::Postgres).as_deref(),
            Ok("(id uuid PRIMARY KEY, public boolean NOT NULL)")
        );
        assert_eq!(
            render("({bool public} NOT NULL){clustered}", Dialect::Sqlite).as_deref(),
            Ok("(public BOOLEAN CHECK (public IN (0, 1)) NOT NULL) WITHOUT ROWID")
        );
    }

    #[test]
    fn a_list_of_words_becomes_a_check() {
        assert_eq!(
            render("{one_of status: DRAFT ADOPTED} NOT NULL", Dialect::Sqlite).as_deref(),
            Ok("status text CHECK (status IN ('DRAFT', 'ADOPTED')) NOT NULL")
        );
    }

    #[test]
    fn text_without_words_stays_as_it_is() {
        let text = "CREATE INDEX a ON b (c)";
        assert_eq!(render(text, Dialect::Postgres).as_deref(), Ok(text));
    }

    #[test]
    fn an_unknown_or_unclosed_word_is_named() {
        for text in ["{uid x}", "{id}", "{one_of status}", "{now then}"] {
            let error = render(text, Dialect::Sqlite).expect_err("refused");
            assert!(error.contains(text), "{error}");
        }
        assert!(render("{id x", Dialect::Postgres).is_err());
    }
}
