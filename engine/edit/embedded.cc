#include "engine/edit/embedded.h"

#include <optional>
#include <string>
#include <utility>

#include "engine/base/embedding.h"
#include "engine/edit/json_pointer.h"
#include "engine/edit/speller.h"
#include "engine/json/read.h"
#include "engine/json/writer.h"

namespace remora::edit {

namespace {

/// The one value that differs between two documents of the same shape, as it is in the first.
/// Nothing if there is none, or if more differs than that.
std::optional<json::Value> only_difference(const json::Document& before,
                                           const json::Document& after) {
  const std::size_t size = before.node(0).next;
  if (after.node(0).next != size) {
    return std::nullopt;
  }
  std::optional<json::Value> found;
  for (std::size_t i = 0; i < size; ++i) {
    const json::Node& a = before.node(i);
    const json::Node& b = after.node(i);
    if (a.kind != b.kind || a.next != b.next || (a.text != b.text && found)) {
      return std::nullopt;
    }
    if (a.text != b.text) {
      found.emplace(before, i);
    }
  }
  return found;
}

/// One step outwards.
class Carrier {
 public:
  explicit Carrier(const SourcePtr& embedded)
      : text_(*embedded), embedding_(*embedded->embedding()), outer_(embedding_.outer.source) {}

  Result<FileEdit> carry(const std::vector<Splice>& splices) {
    if (embedding_.encoding == Encoding::Opaque) {
      return problem("the text is not written here as it reads");
    }
    const std::string wanted = spliced(text_.text(), splices);
    if (embedding_.encoding == Encoding::Percent) {
      return carry_percent(splices, wanted);
    }
    const auto before = json::read(outer_);
    if (!before) {
      return fail(before.error());
    }
    FileEdit edit{written(splices, (*before)->yaml()), {}};
    const auto after = json::read(after_of(edit));
    const auto changed = after ? only_difference(**before, **after) : std::nullopt;
    edit.change = {Operation::Replace, changed ? pointer_to(*changed) : "", json::quoted(wanted)};
    const auto now =
        changed ? find_value((*after)->root(), edit.change.pointer) : std::optional<json::Value>();
    if (!now || changed->text() != text_.text() || now->text() != wanted) {
      return problem("the change cannot be written here in the form that the text has");
    }
    return edit;
  }

 private:
  [[nodiscard]] tl::unexpected<Error> problem(std::string message) const {
    return fail(Error::at(embedding_.outer, std::move(message)));
  }

  [[nodiscard]] std::vector<Splice> written(const std::vector<Splice>& splices, bool yaml) const {
    const Speller speller(text_, yaml);
    std::vector<Splice> outward;
    for (const Splice& splice : splices) {
      outward.push_back({embedding_.map.outward(splice.span), speller.spell(splice.text)});
    }
    return outward;
  }

  [[nodiscard]] SourcePtr after_of(const FileEdit& edit) const {
    return std::make_shared<const SourceText>(outer_->name(),
                                              spliced(outer_->text(), edit.splices),
                                              Position(),
                                              outer_->intake_of_ours());
  }

  Result<FileEdit> carry_percent(const std::vector<Splice>& splices, const std::string& wanted) {
    FileEdit edit{written(splices, /*yaml=*/false), {}};
    const SourcePtr after = after_of(edit);
    Span span = embedding_.outer.span;
    span.end += static_cast<std::uint32_t>(after->text().size() - outer_->text().size());
    if (percent_decoded({after, span})->text() != wanted) {
      return problem("the change cannot be written here in the form that the text has");
    }
    edit.change = {Operation::Replace, "", json::quoted(after->slice(span))};
    return edit;
  }

  const SourceText& text_;
  const Embedding& embedding_;
  const SourcePtr& outer_;
};

}  // namespace

Result<FileEdit> in_file(const SourcePtr& embedded, std::vector<Splice> splices) {
  FileEdit edit{std::move(splices), {}};
  for (SourcePtr at = embedded; at->embedding() != nullptr; at = at->embedding()->outer.source) {
    auto carried = Carrier(at).carry(edit.splices);
    if (!carried) {
      return carried;
    }
    edit = *std::move(carried);
  }
  return edit;
}

}  // namespace remora::edit
