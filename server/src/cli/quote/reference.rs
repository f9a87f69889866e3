//! `effen quote reference`

use super::{Failure, Quoted, wrong};
use effen::identifier::{Identifier, IdentifierKind};
use effen::reference::{Reference, make_betalingskenmerk, make_ogm, make_rf};
use serde_json::{Value, json};

/// `effen quote reference`
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("task").required(true).args(["number", "check"]))]
pub struct ReferenceArgs {
    /// betalingskenmerk, ogm or rf; to check also iban, bic, vat-be, vat-nl, postcode-nl, lei and bsn.
    #[arg(long)]
    kind: Option<IdentifierKind>,
    /// Make a reference from this number.
    #[arg(long, allow_hyphen_values = true)]
    number: Option<String>,
    /// Check this reference; without --kind its kind is recognised.
    #[arg(long, allow_hyphen_values = true)]
    check: Option<String>,
}

/// Makes or checks.
pub(super) fn answer(args: &ReferenceArgs) -> Result<Quoted, Failure> {
    match (&args.number, &args.check) {
        (Some(number), _) => made(args.kind, number),
        (None, Some(text)) => checked(args.kind, text),
        (None, None) => Err(wrong("--number or --check is needed")),
    }
}

fn made(kind: Option<IdentifierKind>, number: &str) -> Result<Quoted, Failure> {
    let kind = kind.ok_or_else(|| wrong("--kind: which reference, betalingskenmerk, ogm or rf?"))?;
    let reference = match kind {
        IdentifierKind::Betalingskenmerk => make_betalingskenmerk(number).map(Reference::Betalingskenmerk),
        IdentifierKind::Ogm => make_ogm(number).map(Reference::Ogm),
        IdentifierKind::Rf => make_rf(number).map(Reference::Rf),
        other => return Err(wrong(format!("--kind: a number of the kind {other} can be checked, but not made"))),
    }
    .map_err(|error| wrong(format!("--number '{number}': {error}")))?;
    // The signs are part of a Belgian structured message; the other two are written without spaces.
    let written = match &reference {
        Reference::Ogm(_) => reference.pretty(),
        Reference::Betalingskenmerk(text) | Reference::Rf(text) => text.clone(),
    };
    let json = json!({
        "kind": kind,
        "number": number,
        "reference": written,
        "compact": reference.as_str(),
        "printed": reference.pretty(),
        "valid": true,
        "explanation": explanation(kind, None),
    });
    Ok(Quoted { json, text: format!("{}\n\n{}", reference.pretty(), kind.rule()) })
}

fn checked(kind: Option<IdentifierKind>, text: &str) -> Result<Quoted, Failure> {
    if text.trim().is_empty() {
        return Err(wrong("--check: there is nothing to check"));
    }
    let (kind, result) = match kind {
        Some(kind) => (Some(kind), Identifier::check(kind, text).map_err(|error| error.to_string())),
        None => match Identifier::recognise(text) {
            Some(found) => (Some(found.kind), Ok(found)),
            None => (None, Err("it fits no kind of reference that this program knows".to_owned())),
        },
    };
    let why = result.as_ref().err().cloned();
    let found = result.ok();
    let json = json!({
        "kind": kind,
        "reference": found.as_ref().map_or(text, |found| &found.compact),
        "printed": found.as_ref().map(|found| &found.printed),
        "valid": found.is_some(),
        "reason": why,
        "explanation": kind.map_or(Value::Null, |kind| explanation(kind, why.as_deref())),
    });
    let text = match (&found, &why) {
        (Some(found), _) => format!("valid: {} {}\n\n{}", found.kind, found.printed, found.kind.rule()),
        (None, Some(why)) => format!("not valid: {why}"),
        (None, None) => "not valid".to_owned(),
    };
    Ok(Quoted { json, text })
}

fn explanation(kind: IdentifierKind, why_not: Option<&str>) -> Value {
    let mut sentences = vec![kind.rule().to_owned()];
    sentences.extend(why_not.map(|why| format!("Not valid: {why}.")));
    json!({ "rule": kind, "source": kind.source(), "sentences": sentences })
}
