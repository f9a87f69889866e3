//! `effen quote costs|interest|deadline`

use super::explained::explained;
use super::{Failure, Quoted, day, euros, wrong};
use effen::calendar;
use effen::costs::collection_costs;
use effen::dates::days_between;
use effen::deadline::formal_letter;
use effen::explain::Explanation;
use effen::interest::{InterestKind, PrincipalStep, statutory_interest};
use effen::kinds::{Country, Lang};
use effen::money::{AMOUNT_MINOR_MAX, Cents};
use jiff::civil::Date;
use serde_json::json;

/// `effen quote costs`
#[derive(Debug, clap::Args)]
pub struct CostsArgs {
    /// Whose law: nl or be.
    #[arg(long)]
    country: Country,
    /// The principal in euros. Given more than once, the claims are of one creditor and are claimed together.
    #[arg(long, required = true, allow_hyphen_values = true, value_parser = euros)]
    principal: Vec<Cents>,
    /// The creditor cannot reclaim VAT: it comes on top (Netherlands).
    #[arg(long)]
    vat: bool,
    /// The day the costs are about [default: today].
    #[arg(long, value_parser = day)]
    on: Option<Date>,
}

/// `effen quote interest`
#[derive(Debug, clap::Args)]
pub struct InterestArgs {
    /// Whose law: nl.
    #[arg(long)]
    country: Country,
    /// consumer or commercial.
    #[arg(long)]
    kind: InterestKind,
    /// The principal in euros.
    #[arg(long, allow_hyphen_values = true, value_parser = euros)]
    principal: Cents,
    /// The first day of default.
    #[arg(long, value_parser = day)]
    from: Date,
    /// The day up to which interest runs; that day itself no longer counts.
    #[arg(long, value_parser = day)]
    to: Date,
}

/// `effen quote deadline`
#[derive(Debug, clap::Args)]
pub struct DeadlineArgs {
    /// Whose law: nl or be.
    #[arg(long)]
    country: Country,
    /// The day the letter was posted or sent.
    #[arg(long, value_parser = day)]
    sent: Date,
    /// It was sent electronically.
    #[arg(long)]
    electronic: bool,
}

fn text_of(explanation: &Explanation, lang: Lang) -> String {
    format!("{}\n\n{}", explanation.total.format(lang), explanation.sentences(lang).join("\n"))
}

/// The collection costs.
pub(super) fn costs(args: &CostsArgs, lang: Lang, today: Date) -> Result<Quoted, Failure> {
    let on = args.on.unwrap_or(today);
    if args.principal.iter().any(|principal| !principal.is_positive()) {
        return Err(wrong("--principal: costs need a principal above nothing"));
    }
    let base: Cents = args.principal.iter().sum();
    if base.0 > AMOUNT_MINOR_MAX {
        return Err(wrong("--principal: together that is more than this program accepts"));
    }
    let explanation = collection_costs(args.country, base, on, args.vat).map_err(wrong)?;
    let json = json!({
        "country": args.country,
        "principal": base.decimal(),
        "on": on,
        "vat": args.vat,
        "costs": explanation.total.decimal(),
        "explanation": explained(&explanation, lang),
    });
    Ok(Quoted { json, text: text_of(&explanation, lang) })
}

/// The interest.
pub(super) fn interest(args: &InterestArgs, lang: Lang) -> Result<Quoted, Failure> {
    if args.country != Country::Nl {
        return Err(wrong("--country: statutory interest is known for nl"));
    }
    if !args.principal.is_positive() {
        return Err(wrong("--principal: interest needs a principal above nothing"));
    }
    if args.to < args.from {
        return Err(wrong("--to lies before --from"));
    }
    let steps = [PrincipalStep { from: args.from, principal: args.principal }];
    let explanation = statutory_interest(args.kind, &steps, args.from, args.to).map_err(wrong)?;
    let json = json!({
        "country": args.country,
        "kind": args.kind,
        "principal": args.principal.decimal(),
        "from": args.from,
        "to": args.to,
        "interest": explanation.total.decimal(),
        "explanation": explained(&explanation, lang),
    });
    Ok(Quoted { json, text: text_of(&explanation, lang) })
}

/// The term of a letter.
pub(super) fn deadline(args: &DeadlineArgs, lang: Lang) -> Result<Quoted, Failure> {
    let letter = formal_letter(args.country, args.sent, args.electronic);
    let known = calendar::is_known(args.country, letter.sent_on) && calendar::is_known(args.country, letter.printed_on);
    let (rule, source) = match args.country {
        Country::Nl => ("fourteen_day_letter_nl", "art. 6:96(6) BW; HR 25-11-2016, ECLI:NL:HR:2016:2704"),
        Country::Be => ("first_reminder_be", "Wetboek van economisch recht, boek XIX, art. XIX.2"),
    };
    let sentence = letter.sentence(lang);
    let holidays = calendar::holidays(args.country);
    let json = json!({
        "country": args.country,
        "sent": letter.sent_on,
        "electronic": args.electronic,
        "delivered": letter.starts_on,
        "last_day": letter.ends_on,
        "last_day_printed": letter.printed_on,
        "costs_from": letter.costs_from(),
        "explanation": {
            "rule": rule,
            "source": source,
            "holidays": holidays.source,
            "known_until": holidays.known_until,
            "beyond_table": !known,
            "days_from_delivery": days_between(letter.starts_on, letter.ends_on),
            "sentences": [sentence],
        },
    });
    let doubt = if known { "" } else { "\nNote: the table of holidays does not reach that far." };
    Ok(Quoted { json, text: format!("{sentence}{doubt}") })
}
