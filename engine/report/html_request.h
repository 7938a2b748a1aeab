#pragma once

#include <string>
#include <string_view>

#include "engine/authorize/explain.h"
#include "engine/base/match.h"
#include "engine/explanation/flow.h"

namespace remora::report {

/// The name of the colour that an answer has on the page: `good`, `bad` or `open`.
std::string_view colour(Match match);
/// The same of a box; `dim` where nothing was asked.
std::string_view colour(explanation::Passage passage);

/// The way of a request through AWS's flow chart as a picture (inline SVG), boxes from left to
/// right, and the answer where it fell. `answer` is the word for it: allowed, denied, ...
std::string flow_picture(const std::vector<explanation::FlowStep>& steps,
                         std::string_view answer,
                         Match match);

/// The text of one statement with line numbers, each element marked, and beneath what does not
/// match why.
std::string statement_text_html(const StatementTrace& trace,
                                const SourceText& source,
                                const RequestContext& context);

/// Everything about one request: who and what, the flow as picture and list, the statements of all
/// policies with their text, the condition keys.
std::string request_html(const Request& request,
                         const PolicySet& policies,
                         const Explanation& explanation);

}  // namespace remora::report
