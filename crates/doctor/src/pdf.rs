//! The commissioning report on paper: A4, one of the fonts that every reader has (ISO 32000-1, 9.6.2.2), letters of
//! WinAnsiEncoding (annex D). Letters that it has not are question marks here, and whole in the page.

use pdf_writer::{Content, Finish as _, Name, Pdf, Rect, Ref, Str, TextStr};

use super::Report;

/// A4, points.
const PAGE: (f32, f32) = (595.0, 842.0);
const MARGIN: f32 = 50.0;
const SIZE: f32 = 9.0;
const LEADING: f32 = 12.0;
/// Letters in a line: those of Courier are 0.6 of their size wide.
const LINE_CHARS: usize = 91;
/// Lines on a page, the one with its number included.
const PAGE_LINES: usize = 61;
/// Lines that the sign-off takes; they stand on one page.
const SIGN_LINES: usize = 8;

/// A line, heavy or not.
type Line = (bool, String);

/// The report as a PDF file.
#[must_use]
pub fn pdf(report: &Report) -> Vec<u8> {
    let lines = lines(report);
    let pages: Vec<_> = lines.chunks(PAGE_LINES - 2).collect();
    let id = |n: usize| Ref::new(i32::try_from(n).unwrap_or(i32::MAX));
    let (catalog, tree, plain, heavy, info) = (id(1), id(2), id(3), id(4), id(5));
    let of_page = |n: usize| (id(6 + 2 * n), id(7 + 2 * n));
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(tree);
    pdf.document_info(info)
        .title(TextStr("Second Reader: commissioning report"));
    let kids = (0..pages.len()).map(|n| of_page(n).0);
    pdf.pages(tree)
        .kids(kids)
        .count(i32::try_from(pages.len()).unwrap_or(i32::MAX));
    for (font, name) in [(plain, b"Courier".as_slice()), (heavy, b"Courier-Bold")] {
        pdf.type1_font(font)
            .base_font(Name(name))
            .encoding_predefined(Name(b"WinAnsiEncoding"));
    }
    for (n, lines) in pages.iter().enumerate() {
        let (page_id, content_id) = of_page(n);
        let mut page = pdf.page(page_id);
        page.media_box(Rect::new(0.0, 0.0, PAGE.0, PAGE.1))
            .parent(tree)
            .contents(content_id);
        page.resources()
            .fonts()
            .pair(Name(b"P"), plain)
            .pair(Name(b"H"), heavy);
        page.finish();
        let foot = format!("{}   page {} of {}", report.about.date, n + 1, pages.len());
        pdf.stream(content_id, &content(lines, &foot));
    }
    pdf.finish()
}

fn content(lines: &[Line], foot: &str) -> Vec<u8> {
    let mut content = Content::new();
    content
        .begin_text()
        .set_leading(LEADING)
        .next_line(MARGIN, PAGE.1 - MARGIN - SIZE);
    for (heavy, line) in lines {
        content.set_font(Name(if *heavy { b"H" } else { b"P" }), SIZE);
        content.show(Str(&win_ansi(line))).next_line(0.0, -LEADING);
    }
    content
        .end_text()
        .begin_text()
        .next_line(MARGIN, MARGIN - LEADING);
    content
        .set_font(Name(b"P"), SIZE)
        .show(Str(&win_ansi(foot)))
        .end_text();
    content.finish().to_vec()
}

/// The report in lines that fit.
fn lines(report: &Report) -> Vec<Line> {
    let mut lines = vec![
        (true, "Second Reader: commissioning report".to_owned()),
        (false, String::new()),
    ];
    let mut add = |heavy, indent: usize, text: &str| {
        for (n, part) in wrapped(text, LINE_CHARS - indent).into_iter().enumerate() {
            let space = if n == 0 { 0 } else { indent };
            lines.push((heavy, format!("{:space$}{part}", "")));
        }
    };
    add(false, 0, &report.verdict());
    add(false, 0, "");
    for (name, value) in &report.about.rows {
        add(false, 18, &format!("{name:<18}{value}"));
    }
    add(false, 18, &format!("{:<18}{}", "date", report.about.date));
    add(false, 0, "");
    for finding in &report.findings {
        let heavy = finding.status >= super::Status::Warn;
        add(
            heavy,
            25,
            &format!(
                "{:<11} {:<13}{}",
                finding.status.word(),
                finding.check,
                finding.found
            ),
        );
        if !finding.hint.is_empty() {
            add(false, 25, &format!("{:<25}hint: {}", "", finding.hint));
        }
    }
    // The sign-off is not cut in two.
    let room = PAGE_LINES - 2;
    while lines.len() % room + SIGN_LINES > room {
        lines.push((false, String::new()));
    }
    let line = "_".repeat(30);
    for text in [
        String::new(),
        "The device supports the examiner; it does not diagnose.".to_owned(),
        String::new(),
        String::new(),
        format!("Checked by   {line}   Date {}", "_".repeat(16)),
        String::new(),
        String::new(),
        format!("Accepted by  {line}   Date {}", "_".repeat(16)),
    ] {
        lines.push((false, text));
    }
    lines
}

/// A text in parts of at most `chars` letters, the first as long as a line; cut at spaces where there are any.
fn wrapped(text: &str, chars: usize) -> Vec<String> {
    let mut parts = Vec::new();
    let mut rest: Vec<char> = text.chars().collect();
    let mut room = LINE_CHARS;
    while rest.len() > room {
        let space = rest[..=room]
            .iter()
            .rposition(|c| *c == ' ')
            .filter(|at| *at > room / 2);
        let tail = rest.split_off(space.unwrap_or(room));
        parts.push(rest.into_iter().collect());
        rest = tail.into_iter().skip_while(|c| *c == ' ').collect();
        room = chars;
    }
    parts.push(rest.into_iter().collect());
    parts
}

/// The bytes of WinAnsiEncoding; a question mark for what it has not.
fn win_ansi(text: &str) -> Vec<u8> {
    let byte = |c: char| match c {
        ' '..='~' | '\u{a0}'..='\u{ff}' => u8::try_from(u32::from(c)).unwrap_or(b'?'),
        '€' => 0x80,
        '‘' => 0x91,
        '’' => 0x92,
        '“' => 0x93,
        '”' => 0x94,
        '–' => 0x96,
        '—' => 0x97,
        _ => b'?',
    };
    text.chars().map(byte).collect()
}
