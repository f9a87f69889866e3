//! What agents type, on both engines.

use super::{FOUND_MAX, Hits, index};
use crate::app::App;
use crate::db::bulk::{Rows, Value};
use crate::db::{Db, search};
use crate::testing::{databases, sample};

async fn find(app: &App, typed: &str) -> crate::error::Result<Hits> {
    super::find(app, &sample::agent(&app.db).await?, typed).await
}

/// Files besides the samples: name, e-mail, telephone, street, postcode, town, number of an invoice, amount.
const FILES: [[&str; 8]; 5] = [
    [
        "Łukasz Vermeer",
        "l.vermeer@mail.example",
        "+31 6 1111 2222",
        "Lindelaan 177",
        "5611 EF",
        "Eindhoven",
        "2026-117",
        "7970",
    ],
    ["Anneke Vermeeren", "anneke@mail.example", "", "Dorpsstraat 1", "9000", "Gent", "2026-118", "12000"],
    ["Jan de Boer", "jan@mail.example", "", "Kerkplein 2", "1011 AB", "Amsterdam", "B-0001", "4500"],
    ["Janneke Jansen", "jj@mail.example", "", "Kade 3", "1011 AC", "Amsterdam", "B-0002", "4501"],
    ["Goossens & Zonen BV", "info@goossens.example", "", "Meir 4", "2000", "Antwerpen", "B-0003", "99999"],
];

async fn fill(db: &Db) {
    let creditor = sample::sample_debtor(db, "Anna Verhagen").await.unwrap().creditors[0].clone();
    let mut tx = db.begin().await.unwrap();
    let mut debtors = Rows::new(
        "debtor (id, reference, kind, country, language, version, view_choice, persona, shown_persona, created_at)",
    );
    let mut people = Rows::new("debtor_person (debtor_id, name, email, phone, street, postal_code, city)");
    let mut claims = Rows::new(
        "claim (id, debtor_id, creditor_id, number, kind, issued_on, due_on, currency, principal_cents, description, \
         payee_iban, payment_reference, status, disputed, created_at)",
    );
    for (at, file) in FILES.iter().enumerate() {
        let id = format!("file-{at}");
        let reference = format!("EF-ZZ{at}Z-YY{at}Y");
        debtors.push(vec![
            id.as_str().into(),
            reference.into(),
            "person".into(),
            "NL".into(),
            "nl".into(),
            0.into(),
            "auto".into(),
            "".into(),
            "".into(),
            0.into(),
        ]);
        let mut person: Vec<Value> = vec![id.as_str().into()];
        person.extend(file[..6].iter().map(|text| Value::from(*text)));
        people.push(person);
        let cents: i64 = file[7].parse().unwrap();
        claims.push(vec![
            format!("claim-{at}").into(),
            id.into(),
            creditor.as_str().into(),
            file[6].into(),
            "invoice".into(),
            "2026-01-01".into(),
            "2026-02-01".into(),
            "EUR".into(),
            cents.into(),
            "".into(),
            "".into(),
            "".into(),
            "active".into(),
            0.into(),
            0.into(),
        ]);
    }
    for rows in [&mut debtors, &mut people, &mut claims] {
        rows.flush(&mut tx).await.unwrap();
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_file_is_found_by_everything_that_is_known_of_it_and_by_nothing_else() {
    for test in databases().await {
        fill(&test.db).await;
        let app = sample::app(&test.db).await;
        for (typed, names) in [
            ("vermeer eindhoven", &["Łukasz Vermeer"][..]),
            ("VERMEER", &["Łukasz Vermeer", "Anneke Vermeeren"]),
            ("Lukasz", &["Łukasz Vermeer"]),
            ("jan", &["Jan de Boer", "Janneke Jansen"]),
            ("boer jan", &["Jan de Boer"]),
            ("lindelaan 177", &["Łukasz Vermeer"]),
            ("5611ef", &["Łukasz Vermeer"]),
            ("5611 EF", &["Łukasz Vermeer"]),
            ("06-11112222", &["Łukasz Vermeer"]),
            ("l.vermeer@mail", &["Łukasz Vermeer"]),
            ("ef-zz2z yy2y", &["Jan de Boer"]),
            ("2026-11", &["Anneke Vermeeren", "Łukasz Vermeer"]),
            ("€ 79,70", &["Łukasz Vermeer"]),
            ("45.01", &["Janneke Jansen"]),
            ("goossens zonen", &["Goossens & Zonen BV"]),
            ("vermeer antwerpen", &[]),
            ("%", &[]),
            ("", &[]),
        ] {
            let hits = find(&app, typed).await.unwrap();
            let found: Vec<&str> = hits.files.iter().map(|file| file.name.as_str()).collect();
            assert_eq!(found, names, "'{typed}'");
            assert_eq!((hits.similar, hits.more, hits.behind), (false, false, 0), "'{typed}'");
        }
    }
}

#[tokio::test]
async fn typing_errors_are_forgiven_and_said() {
    for test in databases().await {
        fill(&test.db).await;
        let app = sample::app(&test.db).await;
        for (typed, name) in [
            ("vermear", "Łukasz Vermeer"),
            ("vemreer eindhoven", "Łukasz Vermeer"),
            ("vermeer eidnhoven", "Łukasz Vermeer"),
            ("gosens", "Goossens & Zonen BV"),
            ("jnaneke", "Janneke Jansen"),
        ] {
            let hits = find(&app, typed).await.unwrap();
            assert!(hits.similar, "'{typed}'");
            assert_eq!(hits.files.first().map(|file| file.name.as_str()), Some(name), "'{typed}'");
        }
        assert_eq!(find(&app, "xqzzyw").await.unwrap().files, [], "nothing is like it");
    }
}

#[tokio::test]
async fn a_change_is_found_at_once_and_the_old_words_no_longer() {
    for test in databases().await {
        fill(&test.db).await;
        let app = sample::app(&test.db).await;
        assert_eq!(find(&app, "lindelaan").await.unwrap().files.len(), 1);
        let mut tx = app.db.begin().await.unwrap();
        sqlx::query("UPDATE debtor_person SET street = 'Nieuwstraat 9' WHERE debtor_id = 'file-0'")
            .execute(&mut *tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(find(&app, "nieuwstraat").await.unwrap().files.len(), 1);
        assert!(find(&app, "lindelaan").await.unwrap().files.is_empty());
    }
}

#[tokio::test]
async fn two_who_index_at_once_leave_what_one_would() {
    for test in databases().await {
        fill(&test.db).await;
        let (one, other) = tokio::join!(index::run(&test.db, |_| {}), index::run(&test.db, |_| {}));
        let files = (FILES.len() + 1) as u64;
        assert_eq!(one.unwrap() + other.unwrap(), files);
        assert_eq!(search::count_stale(&test.db, 10).await.unwrap(), 0);
        let app = sample::app(&test.db).await;
        assert_eq!(find(&app, "amsterdam").await.unwrap().files.len(), 2);
        assert!(find(&app, "vermeer").await.unwrap().files.len() < FOUND_MAX);
    }
}
