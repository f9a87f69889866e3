//! `effen quote qr`

use super::{Failure, Quoted, euros, wrong};
use effen::qr::{Charset, QrForm, QrPayment, Remittance, Version, payload_in};
use effen::reference::{Iban, Reference, check_rf};
use serde_json::json;

/// `effen quote qr`
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("what for").required(true).args(["reference", "text"]))]
pub struct QrArgs {
    /// The payee, exactly as the account is named.
    #[arg(long)]
    name: String,
    /// The payee's account.
    #[arg(long)]
    iban: String,
    /// The amount in euros; it stands in the code with the decimals given here.
    #[arg(long, allow_hyphen_values = true)]
    amount: String,
    /// A creditor reference (ISO 11649) of at most 35 characters.
    #[arg(long)]
    reference: Option<String>,
    /// A text of at most 140 characters.
    #[arg(long)]
    text: Option<String>,
    /// The payee's bank; not needed within the European Economic Area.
    #[arg(long)]
    bic: Option<String>,
    /// A purpose code of at most four characters.
    #[arg(long)]
    purpose: Option<String>,
    /// Version of the standard: 001 (needs --bic) or 002.
    #[arg(long, default_value = "002", value_name = "001|002")]
    epc_version: Version,
    /// Character set: 1 is UTF-8, 2 is ISO 8859-1.
    #[arg(long, default_value = "1", value_name = "1|2")]
    charset: Charset,
    /// Draw the code as an SVG image: alone, or under `svg` with --json.
    #[arg(long)]
    svg: bool,
}

/// The payload, and the image if asked for.
pub(super) fn answer(args: &QrArgs) -> Result<Quoted, Failure> {
    let iban: Iban = args.iban.parse().map_err(|error| wrong(format!("--iban: {error}")))?;
    let amount = euros(&args.amount).map_err(|error| wrong(format!("--amount: {error}")))?;
    let remittance = match (&args.reference, &args.text) {
        (Some(reference), None) => structured(reference)?,
        (None, Some(text)) => Remittance::Text(text.clone()),
        _ => return Err(wrong("--reference or --text is needed, not both")),
    };
    let decimals = args.amount.trim().split_once('.').map_or(0, |(_, fraction)| fraction.len().min(2));
    let form = QrForm { version: args.epc_version, charset: args.charset, decimals };
    let payment = QrPayment {
        bic: args.bic.clone(),
        name: args.name.clone(),
        iban,
        amount,
        purpose: args.purpose.clone(),
        remittance,
    };
    let payload = payload_in(&payment, form).map_err(wrong)?;
    let bytes = form.charset.bytes(&payload).map_err(wrong)?;
    let mut json = json!({
        "payload": payload,
        "bytes": bytes.len(),
        "explanation": {
            "rule": "payment_code",
            "source": "EPC069-12",
            "version": form.version.as_str(),
            "charset": form.charset.as_str(),
            "error_level": "M",
            "lines": labelled(&payload),
        },
    });
    let svg = if args.svg { Some(crate::pay::qr::draw(&bytes).map_err(wrong)?) } else { None };
    let text = svg.clone().unwrap_or_else(|| payload.clone());
    if let Some(svg) = svg {
        json["svg"] = svg.into();
    }
    Ok(Quoted { json, text })
}

/// A reference as banks take it: without signs where its kind is known, else as it is. One that says it is a creditor
/// reference and is none is refused, because a bank would refuse it too.
fn structured(reference: &str) -> Result<Remittance, Failure> {
    match Reference::recognise(reference) {
        Some(known) => Ok(Remittance::Structured(known.as_str().to_owned())),
        None if reference.trim().to_ascii_uppercase().starts_with("RF") => {
            let why = check_rf(reference).err().map_or_else(String::new, |error| error.to_string());
            Err(wrong(format!("--reference '{reference}': {why}")))
        }
        None => Ok(Remittance::Structured(reference.trim().to_owned())),
    }
}

/// Each line of the payload with what the standard calls it.
fn labelled(payload: &str) -> serde_json::Value {
    const NAMES: [&str; 11] = [
        "service tag",
        "version",
        "character set",
        "identification",
        "BIC",
        "name",
        "IBAN",
        "amount",
        "purpose",
        "structured reference",
        "text",
    ];
    NAMES.iter().zip(payload.split('\n')).map(|(name, line)| json!({ "name": name, "value": line })).collect()
}
