#pragma once

#include <string>
#include <string_view>

namespace remora::report {

/// Text as it may stand in HTML and XML, in an element or in a quoted attribute: nothing in it is
/// markup. What is no character of XML 1.0, most control characters among them, becomes U+FFFD;
/// symbols are shown as people read them.
std::string escape_markup(std::string_view text);

/// The same with line breaks and tabs as references: an attribute of XML loses plain ones.
/// Source: Extensible Markup Language (XML) 1.0, "3.3.3 Attribute-Value Normalization".
std::string escape_xml(std::string_view text);

/// `escape_markup`, with a chance to break the line behind each slash: for paths in running text.
std::string escape_path(std::string_view text);

/// Text as it may stand in a paragraph or a cell of Markdown: nothing in it is markup of Markdown
/// or HTML, makes a link, or calls somebody on GitHub; it stays on its line. Source: GitHub
/// Flavored Markdown Spec, "6.1 Backslash escapes", "6.9 Autolinks (extension)".
std::string escape_markdown(std::string_view text);

/// `<name class="...">text</name>` with the text escaped; no attribute if the class is empty.
std::string tagged(std::string_view name, std::string_view css_class, std::string_view text);

}  // namespace remora::report
