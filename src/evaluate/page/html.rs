//! A page in the making, and tables in it. Every text is escaped here.

/// A page in the making.
pub(super) struct Html {
    text: String,
}

impl Html {
    /// With its head, so far.
    pub fn new(title: &str, style: &str) -> Self {
        let title = escape(title);
        let text = format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
             <title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        );
        Self { text }
    }

    /// Adds markup as it is.
    pub fn push(&mut self, markup: &str) {
        self.text.push_str(markup);
    }

    /// Begins a part of sections.
    pub fn part(&mut self, title: &str) {
        self.push(&format!("<h2 class=\"part\">{}</h2>\n", escape(title)));
    }

    /// Begins a section; `note` explains it and may be empty.
    pub fn section(&mut self, title: &str, note: &str) {
        self.push(&format!("<h3>{}</h3>\n", escape(title)));
        if !note.is_empty() {
            self.paragraph(note);
        }
    }

    /// Adds a paragraph of text.
    pub fn paragraph(&mut self, text: &str) {
        self.push(&format!("<p>{}</p>\n", escape(text)));
    }

    /// Adds a table; the first column is text, the others are numbers. Cells of a row beyond
    /// `heads` are not allowed.
    pub fn table(&mut self, heads: &[&str], rows: impl IntoIterator<Item = Vec<String>>) {
        self.push("<table>\n<thead><tr>");
        for head in heads {
            self.push(&format!("<th scope=\"col\">{}</th>", escape(head)));
        }
        self.push("</tr></thead>\n<tbody>\n");
        for row in rows {
            debug_assert_eq!(row.len(), heads.len());
            self.push("<tr>");
            for (i, cell) in row.iter().enumerate() {
                let cell = escape(cell);
                let class = match cell.as_str() {
                    "yes" => " class=\"met\"",
                    "NO" => " class=\"missed\"",
                    _ => "",
                };
                self.push(&if i == 0 {
                    format!("<th scope=\"row\">{cell}</th>")
                } else {
                    format!("<td{class}>{cell}</td>")
                });
            }
            self.push("</tr>\n");
        }
        self.push("</tbody>\n</table>\n");
    }

    /// The whole page.
    pub fn finish(mut self) -> String {
        self.push("</body>\n</html>\n");
        self.text
    }
}

/// Text that is safe between tags and in attributes.
pub(super) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c if c.is_control() && c != '\n' => safe.push('\u{fffd}'),
            c => safe.push(c),
        }
    }
    safe
}
