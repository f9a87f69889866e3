//! What a document must be, whatever it says: accessible, repeatable, and literal about its data.

use super::*;
use crate::formal::FormalLetter;
use crate::party::Window;
use crate::samples::{self, text_of};
use effen::kinds::Lang;
use lopdf::{Document, Object};
use typst::layout::{Frame, FrameItem};

fn open(pdf: &[u8]) -> Document {
    Document::load_mem(pdf).expect("a PDF")
}

fn entry<'a>(document: &'a Document, dict: &'a lopdf::Dictionary, key: &[u8]) -> &'a Object {
    let found = dict.get(key).unwrap_or_else(|_| panic!("no {} in it", String::from_utf8_lossy(key)));
    document.dereference(found).expect("a reference leads somewhere").1
}

/// The structure types of a document, in reading order.
fn tags(document: &Document) -> Vec<String> {
    fn walk(document: &Document, object: &Object, into: &mut Vec<String>) {
        match object {
            Object::Reference(id) => walk(document, document.get_object(*id).unwrap(), into),
            Object::Array(items) => items.iter().for_each(|item| walk(document, item, into)),
            Object::Dictionary(dict) => {
                if let Ok(Object::Name(name)) = dict.get(b"S") {
                    into.push(String::from_utf8_lossy(name).into_owned());
                }
                if let Ok(kids) = dict.get(b"K") {
                    walk(document, kids, into);
                }
            }
            _ => {}
        }
    }
    let catalog = document.catalog().unwrap();
    let mut found = Vec::new();
    walk(document, entry(document, catalog, b"StructTreeRoot"), &mut found);
    found
}

#[test]
fn every_document_has_tags_a_language_a_title_and_says_that_it_conforms() {
    for (name, paper) in samples::all() {
        let document = open(&render(&paper).unwrap_or_else(|error| panic!("{name}: {error}")));
        let catalog = document.catalog().unwrap();
        assert_eq!(entry(&document, catalog, b"Lang").as_str().unwrap(), paper.lang.as_str().as_bytes(), "{name}");
        let mark = entry(&document, catalog, b"MarkInfo").as_dict().unwrap();
        assert!(mark.get(b"Marked").unwrap().as_bool().unwrap(), "{name}");
        let shown = entry(&document, catalog, b"ViewerPreferences").as_dict().unwrap();
        assert!(shown.get(b"DisplayDocTitle").unwrap().as_bool().unwrap(), "{name}");
        let metadata = entry(&document, catalog, b"Metadata").as_stream().unwrap();
        let metadata = String::from_utf8(metadata.get_plain_content().unwrap()).unwrap();
        assert!(metadata.contains("pdfuaid:part"), "{name}");
        assert!(metadata.contains(&paper.title.replace('&', "&amp;")), "{name}: {metadata}");
        let tags = tags(&document);
        let first = |tag: &str| tags.iter().position(|found| found == tag);
        let heading = first("H1").unwrap_or_else(|| panic!("{name}: {tags:?}"));
        assert_eq!(tags.iter().filter(|tag| *tag == "H1").count(), 1, "{name}");
        assert!(first("H2").is_some_and(|second| second > heading), "{name}: the title comes before its parts");
        if paper.blocks.iter().any(|block| matches!(block, crate::paper::Block::Table(_))) {
            assert!(first("TH").is_some_and(|header| Some(header) < first("TD")), "{name}: {tags:?}");
        }
        let codes =
            paper.blocks.iter().filter(|block| matches!(block, crate::paper::Block::Pay(pay) if pay.code.is_some()));
        assert_eq!(tags.iter().filter(|tag| *tag == "Figure").count(), codes.count(), "{name}");
    }
}

#[test]
fn the_same_paper_gives_the_same_bytes_and_another_one_does_not() {
    let all = samples::all();
    for (name, paper) in &all {
        assert_eq!(render(paper), render(paper), "{name}");
    }
    let mut later = all[0].1.clone();
    later.date = effen::dates::add_days(later.date, 1);
    assert_ne!(render(&all[0].1), render(&later));
}

#[test]
fn what_looks_like_markup_is_printed_as_it_is() {
    let nasty = "#panic(\"x\") *a* _b_ $c$ [d] \\e `f` <g> @h // i /* j */ = k ~l \"m\" 'n' --- {o} \\u{41} #let p = 1";
    let mut paper = samples::all().swap_remove(0).1;
    paper.title = nasty.to_owned();
    paper.to.name = nasty.to_owned();
    paper.agency.name = nasty.to_owned();
    paper.blocks = vec![
        crate::paper::Block::Heading(2, nasty.to_owned()),
        crate::paper::Block::Text(nasty.to_owned()),
        crate::paper::Block::List(vec![nasty.to_owned()]),
        crate::paper::Block::Facts(vec![(nasty.to_owned(), nasty.to_owned())]),
        crate::paper::Block::Table(crate::paper::Table {
            columns: vec![crate::paper::Table::words(nasty)],
            rows: vec![vec![nasty.to_owned()]],
            totals: vec![vec![nasty.to_owned()]],
        }),
    ];
    let text = text_of(&render(&paper).unwrap());
    let squeezed: String = text.split_whitespace().collect();
    let wanted: String = nasty.split_whitespace().collect();
    // Title, address, agency (sender's line and about us), heading, text, list, both facts, and the table's three cells.
    assert!(squeezed.matches(&wanted).count() >= 11, "{text}");
}

#[test]
fn what_the_fonts_cannot_print_becomes_a_question_mark_and_the_document_is_still_made() {
    assert_eq!(printable("Łukasz\u{200b} Şahin\n\u{7}王 🙂 é €\u{a0}1"), "Łukasz Şahin  ? ? é €\u{a0}1");
    let mut paper = samples::all().swap_remove(0).1;
    paper.to.name = "Δημήτρης 王".to_owned();
    assert!(render(&paper).is_ok());
}

/// Every piece of text on the first page with its place, in millimetres from the left and the top of the sheet.
fn places(paper: &Paper) -> Vec<(String, f64, f64)> {
    fn walk(frame: &Frame, x: f64, y: f64, found: &mut Vec<(String, f64, f64)>) {
        for (point, item) in frame.items() {
            let (x, y) = (x + point.x.to_mm(), y + point.y.to_mm());
            match item {
                FrameItem::Group(group) => walk(&group.frame, x, y, found),
                FrameItem::Text(text) => found.push((text.text.to_string(), x, y)),
                _ => {}
            }
        }
    }
    let desk = Desk::new(value::inputs(paper, &printable).unwrap());
    let document = typst::compile::<PagedDocument>(&desk).output.unwrap();
    let mut found = Vec::new();
    walk(&document.pages()[0].frame, 0.0, 0.0, &mut found);
    found
}

/// Whatever the window's side: the address lies within it, with some room for the paper to slide, and nothing else does.
#[test]
fn the_address_and_nothing_else_stands_in_the_window() {
    let letter = samples::formal(Lang::Nl, effen::kinds::Country::Nl);
    for (side, from, until) in [(Window::Left, 20.0, 110.0), (Window::Right, 100.0, 190.0)] {
        let mut paper = letter.paper();
        paper.window = side;
        // The longest lines that a file holds still end within it, broken where they have to be.
        paper.to.name = "Stichting Administratiekantoor Van der Woude-Achterberg en Zonen".to_owned();
        let found = places(&paper);
        let within: Vec<_> =
            found.iter().filter(|(_, x, y)| (from..until).contains(x) && (45.0..90.0).contains(y)).collect();
        let text: String = within.iter().map(|(text, _, _)| text.as_str()).collect::<Vec<_>>().join(" ");
        for line in ["Stichting", "Kerkstraat 1", "1234 AB Utrecht"] {
            assert!(text.contains(line), "{side:?}: {line} is not in the window: {found:?}");
        }
        assert!(!text.contains("Betaal") && !text.contains("EF-2026"), "{side:?}: {text}");
        for (line, x, y) in within {
            assert!(*x >= from + 4.0 && *y >= 54.0 && *y <= 84.0, "{side:?}: {line} at {x:.1}, {y:.1} mm");
        }
    }
}

/// The sentence about interest: from when, at which rate, and nothing where none is asked.
#[test]
fn a_formal_letter_says_what_interest_is_asked_and_from_when() {
    use effen::explain::Percent;
    use effen::kinds::Country;
    use effen::terms::InterestTerm;
    let text = |lang, country, interest| {
        let letter = FormalLetter { interest, ..samples::formal(lang, country) };
        text_of(&render(&letter.paper()).unwrap()).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let law = text(Lang::Nl, Country::Nl, Some(InterestTerm::Law));
    assert!(
        law.contains("loopt ook rente, vanaf de dag na de laatste dag om te betalen: de wettelijke rente."),
        "{law}"
    );
    let agreed = text(Lang::En, Country::Nl, Some(InterestTerm::Agreed(Percent(350))));
    assert!(agreed.contains("3.5% a year by your contract, and never more than the law allows"), "{agreed}");
    let belgian = text(Lang::Fr, Country::Be, Some(InterestTerm::Agreed(Percent(400))));
    assert!(belgian.contains("Si vous ne payez pas à temps, des intérêts courent aussi ensuite"), "{belgian}");
    assert!(belgian.contains("par an selon votre contrat"), "{belgian}");
    for none in [None, Some(InterestTerm::None)] {
        let silent = text(Lang::En, Country::Nl, none);
        assert!(!silent.contains("Interest runs") && !silent.contains("statutory rate"), "{silent}");
    }
}

#[test]
fn nothing_but_the_template_can_be_read() {
    let desk = Desk::new(Dict::new());
    let other = RootedPath::new(VirtualRoot::Project, VirtualPath::new("other.typ").unwrap()).intern();
    assert!(desk.source(other).is_err() && desk.file(other).is_err() && desk.file(desk.main()).is_err());
    assert!(desk.today(None).is_none());
}

/// The documents' words, one snapshot a document and language: what is said changes on purpose only.
#[test]
fn the_words_of_every_document() {
    for (name, paper) in samples::all() {
        insta::assert_snapshot!(name, text_of(&render(&paper).unwrap()));
    }
}

#[test]
fn how_long_each_document_takes() {
    let mut papers: Vec<_> = samples::all().into_iter().filter(|(_, paper)| paper.lang == Lang::Nl).collect();
    papers.push(("statement of 60 claims".to_owned(), samples::long_statement(60)));
    for (name, paper) in papers {
        let started = std::time::Instant::now();
        let pdf = render(&paper).unwrap();
        let (ms, kb) = (started.elapsed().as_millis(), pdf.len() / 1024);
        println!("{name}: {ms} ms, {kb} KB, {} page(s)", open(&pdf).get_pages().len());
    }
}
