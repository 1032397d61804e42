use std::fmt::Write as _;

use super::{Report, Status};

/// What the page looks like: on paper, too, and without colour.
const STYLE: &str = "body{font:14px/1.45 sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#111}\
table{border-collapse:collapse;width:100%;margin:1em 0}th,td{text-align:left;vertical-align:top;padding:.3em .6em;\
border-bottom:1px solid #999;overflow-wrap:anywhere}th{white-space:nowrap}.hint{color:#333}.sign td{height:3em;border-bottom:1px solid #111}\
.fail,.warn{font-weight:bold}";

/// The commissioning report as a page that stands alone.
#[must_use]
pub fn html(report: &Report) -> String {
    let mut page = String::new();
    // Writing to a string does not fail.
    let _ = write(&mut page, report);
    page
}

fn write(page: &mut String, report: &Report) -> std::fmt::Result {
    write!(
        page,
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Commissioning report</title>\
         <style>{STYLE}</style></head><body>\n<h1>Second Reader: commissioning report</h1>\n<p>{}</p>\n<table>\n",
        escaped(&report.verdict())
    )?;
    let date = ("date", report.about.date.clone());
    for (name, value) in report.about.rows.iter().chain([&date]) {
        writeln!(
            page,
            "<tr><th>{}</th><td>{}</td></tr>",
            escaped(name),
            escaped(value)
        )?;
    }
    writeln!(
        page,
        "</table>\n<table>\n<tr><th>Check</th><th>Result</th><th>Found</th></tr>"
    )?;
    for finding in &report.findings {
        let (class, sign) = match finding.status {
            Status::Pass => ("pass", "✓"),
            Status::Skipped => ("skipped", "–"),
            Status::Warn => ("warn", "!"),
            Status::Fail => ("fail", "✗"),
        };
        write!(
            page,
            "<tr><td>{}</td><td class=\"{class}\">{sign} {}</td><td>{}",
            escaped(finding.check),
            finding.status.word(),
            escaped(&finding.found)
        )?;
        if !finding.hint.is_empty() {
            write!(
                page,
                "<div class=\"hint\">hint: {}</div>",
                escaped(&finding.hint)
            )?;
        }
        writeln!(page, "</td></tr>")?;
    }
    writeln!(
        page,
        "</table>\n<p>The device supports the examiner; it does not diagnose.</p>\n<table class=\"sign\">\
         <tr><th>Checked by</th><td></td><th>Date</th><td></td></tr>\
         <tr><th>Accepted by</th><td></td><th>Date</th><td></td></tr></table>\n</body></html>"
    )
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
