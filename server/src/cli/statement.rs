//! `effen import statement`

use super::Failure;
use crate::bank::import::{Outcome, Told, import_told};
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::import::statement::{self, Piece, ReadError, Sum};
use clap::Args;
use effen::kinds::Lang;
use effen::money::Money;
use serde::Serialize;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Exit status when some of it was refused; the rest is in.
const STATUS_SOME_REFUSED: u8 = 3;

/// `effen import statement …`
#[derive(Debug, Args)]
pub struct StatementArgs {
    /// A camt.053, camt.054, MT940 or CODA file, or a folder of them.
    #[arg(value_name = "FILE|FOLDER")]
    pub path: PathBuf,
    /// Only read: print every value of every well-formed file; needs no database and changes nothing.
    #[arg(long)]
    pub parse_only: bool,
    /// Print one JSON object; docs/STATEMENTS.md lists its keys.
    #[arg(long)]
    pub json: bool,
}

/// Reads, or reads and books.
pub async fn run(config: Config, args: StatementArgs) -> Result<(), Failure> {
    let files = statement::files(&args.path).map_err(|error| Failure { message: error.to_string(), status: 2 })?;
    if args.parse_only {
        let mut out = BufWriter::new(std::io::stdout().lock());
        let refused = if args.json { print_json(&mut out, &files)? } else { print_text(&mut out, &files)? };
        out.flush()?;
        return refused_is_failure(refused);
    }
    let db = Db::connect(&config.database_url).await?;
    db.migrate().await?;
    let told_of = Told { progress: true, provider_ibans: &config.provider_ibans };
    let outcome = import_told(&db, Clock::System.now(), &files, &told_of).await;
    db.close().await;
    let outcome = outcome?;
    if args.json {
        println!("{}", serde_json::to_string(&outcome).map_err(crate::error::Error::from)?);
    } else {
        print!("{}", told(&outcome));
    }
    refused_is_failure(outcome.refused.len())
}

fn refused_is_failure(count: usize) -> Result<(), Failure> {
    match count {
        0 => Ok(()),
        1 => Err(Failure {
            message: "1 file or statement was refused; see above".to_owned(),
            status: STATUS_SOME_REFUSED,
        }),
        _ => Err(Failure {
            message: format!("{count} files or statements were refused; see above"),
            status: STATUS_SOME_REFUSED,
        }),
    }
}

/// What was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Refused {
    file: String,
    line: u64,
    reason: String,
}

/// Reads a file to its end without keeping anything of it: only then is it known to be well formed.
fn check(path: &Path) -> Result<(), Refused> {
    statement::read(path, &mut |_| true).map_err(|error| {
        let line = if let ReadError::Refused(fault) = &error { fault.line } else { 0 };
        let reason = if let ReadError::Refused(fault) = error { fault.reason } else { error.to_string() };
        Refused { file: path.display().to_string(), line, reason }
    })
}

fn reread(error: ReadError) -> Failure {
    Failure { message: format!("the file changed while it was read: {error}"), status: 1 }
}

/// `{"files": [{…, "statements": [{…, "entries": […], "balances": […]}]}], "refused": […]}`, written as it is read.
fn print_json(out: &mut impl Write, files: &[PathBuf]) -> Result<usize, Failure> {
    let mut refused = Vec::new();
    let mut first = true;
    write!(out, "{{\"files\":[")?;
    for path in files {
        if let Err(reason) = check(path) {
            refused.push(reason);
            continue;
        }
        if !std::mem::take(&mut first) {
            write!(out, ",")?;
        }
        let mut writer = JsonWriter { out, path, entries: 0, statements: 0, balances: Vec::new(), sum: Sum::default() };
        let mut failed = None;
        statement::read(path, &mut |piece| match writer.piece(&piece) {
            Ok(()) => true,
            Err(error) => {
                failed = Some(error);
                false
            }
        })
        .map_err(reread)?;
        if let Some(error) = failed {
            return Err(error.into());
        }
        write!(out, "]}}")?;
    }
    let list = serde_json::to_string(&refused).map_err(crate::error::Error::from)?;
    writeln!(out, "],\"refused\":{list}}}")?;
    Ok(refused.len())
}

struct JsonWriter<'a, W> {
    out: &'a mut W,
    path: &'a Path,
    entries: u64,
    statements: u64,
    balances: Vec<statement::Balance>,
    sum: Sum,
}

impl<W: Write> JsonWriter<'_, W> {
    fn piece(&mut self, piece: &Piece) -> std::io::Result<()> {
        self.sum.take(piece);
        match piece {
            Piece::File(head) => {
                let file = serde_json::to_string(&self.path.display().to_string())?;
                write!(self.out, "{{\"file\":{file},{},\"statements\":[", members(head)?)
            }
            Piece::Open(head) => {
                if self.statements > 0 {
                    write!(self.out, ",")?;
                }
                self.statements += 1;
                self.entries = 0;
                write!(self.out, "{{{},\"entries\":[", members(head)?)
            }
            Piece::Balance(balance) => {
                self.balances.push(balance.clone());
                Ok(())
            }
            Piece::Entry(entry) => {
                if self.entries > 0 {
                    write!(self.out, ",")?;
                }
                self.entries += 1;
                serde_json::to_writer(&mut *self.out, entry).map_err(Into::into)
            }
            Piece::Close(information) => self.close(information),
        }
    }

    fn close(&mut self, information: &str) -> std::io::Result<()> {
        let balances = serde_json::to_string(&std::mem::take(&mut self.balances))?;
        let difference = std::mem::take(&mut self.sum).balanced().err().map(|reason| reason.to_string());
        write!(
            self.out,
            "],\"balances\":{balances},\"information\":{},\"adds_up\":{},\"difference\":{}}}",
            serde_json::to_string(information)?,
            difference.is_none(),
            serde_json::to_string(&difference)?,
        )
    }
}

/// The members of an object, without its braces.
fn members(value: &impl Serialize) -> std::io::Result<String> {
    let object = serde_json::to_string(value)?;
    Ok(object.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).unwrap_or(&object).to_owned())
}

/// The same for people.
fn print_text(out: &mut impl Write, files: &[PathBuf]) -> Result<usize, Failure> {
    let mut count = 0;
    for path in files {
        if let Err(refused) = check(path) {
            writeln!(out, "{}:{}: refused: {}", refused.file, refused.line, refused.reason)?;
            count += 1;
            continue;
        }
        let mut sum = Sum::default();
        let mut failed = None;
        statement::read(path, &mut |piece| {
            sum.take(&piece);
            let mut text = text_of(path, &piece);
            if matches!(piece, Piece::Close(_)) {
                text += &match std::mem::take(&mut sum).balanced() {
                    Ok(_) => "  it adds up\n".to_owned(),
                    Err(reason) => format!("  it does not add up: {reason}\n"),
                };
            }
            failed = out.write_all(text.as_bytes()).err();
            failed.is_none()
        })
        .map_err(reread)?;
        if let Some(error) = failed {
            return Err(error.into());
        }
    }
    Ok(count)
}

fn text_of(path: &Path, piece: &Piece) -> String {
    let money = |money: Money| format!("{:>16} {}", money.decimal(), money.currency);
    match piece {
        Piece::File(head) => format!("{} {:?} {} {}\n", path.display(), head.format, head.version, head.message_id),
        Piece::Open(head) => {
            let account = &head.account;
            let parts = [account.number(), &account.currency, &account.owner, &account.name, &head.sequence];
            let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            format!("  statement {}: {}\n", head.id, parts.join(" · "))
        }
        Piece::Balance(balance) => format!("  {} {} {}\n", balance.on, money(balance.amount.0), balance.kind),
        Piece::Entry(entry) => entry_text(entry),
        Piece::Close(information) if information.is_empty() => String::new(),
        Piece::Close(information) => format!("  {information}\n"),
    }
}

fn entry_text(entry: &statement::Entry) -> String {
    let on = entry.booked_on.or(entry.value_on).map(|on| on.to_string()).unwrap_or_default();
    let money = entry.amount.0;
    let mut text = format!("  {on:<10} {:>16} {} {}", money.decimal(), money.currency, entry.status);
    if entry.reversal {
        text += " reversal";
    }
    for part in [&entry.bank_reference, &entry.code, &entry.information] {
        if !part.is_empty() {
            text += &format!(" · {part}");
        }
    }
    text.push('\n');
    for transaction in &entry.transactions {
        let mut parts = Vec::new();
        parts.extend(transaction.amount.map(|amount| format!("{} {}", amount.0.decimal(), amount.0.currency)));
        for party in &transaction.parties {
            parts.push(format!("{} {} {}", party.role, party.name, party.account.number()).trim().replace("  ", " "));
        }
        parts.extend(transaction.references.iter().map(|named| format!("{} {}", named.name, named.value)));
        parts.extend(transaction.structured.iter().map(|one| &one.reference).chain(&transaction.remittance).cloned());
        parts.extend(Some(transaction.return_reason.clone()).filter(|reason| !reason.is_empty()));
        text += &format!("             {}\n", parts.join(" · "));
    }
    text
}

/// What a run came to, for people.
fn told(outcome: &Outcome) -> String {
    let mut text = String::new();
    let mut line = |label: &str, value: String| text.push_str(&format!("{label:<22} {value:>12}\n"));
    line("files", outcome.files.to_string());
    line("statements new", outcome.statements_new.to_string());
    line("statements known", outcome.statements_known.to_string());
    line("entries new", outcome.entries_new.to_string());
    line("entries known", outcome.entries_known.to_string());
    line("booked as payment", outcome.booked.to_string());
    line("booked as returned", outcome.returned.to_string());
    line("payouts", outcome.payouts.to_string());
    line("proposed", outcome.proposed.to_string());
    line("unmatched", outcome.unmatched.to_string());
    for refused in &outcome.refused {
        let statement =
            if refused.statement.is_empty() { String::new() } else { format!(" statement {}", refused.statement) };
        text.push_str(&format!("refused: {}{statement}: {}\n", refused.file, refused.reason));
    }
    for gap in &outcome.gaps {
        text.push_str(&format!("please check: {gap}\n"));
    }
    for (code, cents) in &outcome.received {
        if let Ok(currency) = code.parse() {
            let money = Money { cents: *cents, currency };
            text.push_str(&format!("{:<22} {:>12}\n", "received", money.format(Lang::En)));
        }
    }
    text
}
