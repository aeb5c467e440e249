// output:claims and output:claims_of: the figures of the narrative, read by the words of a pack.
#include "import/bind_claims.hpp"

#include <fmt/format.h>
#include <algorithm>

#include "base/text.hpp"
#include "import/claim_reader.hpp"
#include "import/session.hpp"
#include "script/context.hpp"

namespace gouji::intake {
namespace {

using script::Call;

ClaimContext context_of(const Session& session) {
  ClaimContext context;
  context.year = session.document.year;
  context.unit = claim_form(session.document.unit);
  return context;
}

std::shared_ptr<const ClaimSpec> claim_words(Call& call) {
  return session_of(call).shelves->claims.get(call, 2, "用语", [](const script::Plain& plain) {
    return std::make_shared<const ClaimSpec>(read_claim_spec(plain));
  });
}

// `placed`: the words are a text of a form already; the claims tell of it once more.
int keep(Session& session, const std::vector<Claim>& claims, const std::vector<SourceSpan>& names, bool placed,
         std::vector<Record>& into) {
  for (const Claim& claim : claims) {
    Record record = to_record(claim, session.money);
    record.at = session.source->place_of(claim.spans);
    for (const auto& [field, spans] : claim.figures) {
      if (placed) break;
      const auto doubt = claim.doubtful.find(field);
      session.placed.push_back({spans, placed_as(record, field), doubt == claim.doubtful.end() ? "" : doubt->second,
                                Target::claim, placed_as(record, "")});
    }
    if (!placed) session.placed.push_back({claim.spans, {}, {}, Target::claim, {}});  // the words around its figures
    into.push_back(std::move(record));
  }
  if (!names.empty()) session.placed.push_back({names, {}, {}, Target::claim, {}});
  return static_cast<int>(claims.size());
}

}  // namespace

// output:claims(words [, from [, to]])
int read_claims(Call& call) {
  Session& session = session_of(call);
  const auto words = claim_words(call);
  const ClaimSpec& spec = *words;
  const int from = call.absent(3) ? 1 : static_cast<int>(call.integer(3, "起始行"));
  const int to = call.absent(4) ? session.source->line_count() : static_cast<int>(call.integer(4, "末行"));
  const ClaimContext context = context_of(session);
  ClaimReader reader(spec, context);
  for (const ClaimParagraph& paragraph : claim_paragraphs(*session.source, session.placed, spec, from, to))
    reader.read(paragraph);
  const std::vector<Claim> claims = reader.take();
  call.context().steps_used += static_cast<std::uint64_t>(std::max(0, to - from + 1)) * 20;
  const int kept = keep(session, claims, reader.names(), false, session.document.claims);
  keep(session, reader.take_mentions(), {}, false, session.document.mentions);
  return call.give(kept);
}

// output:claims_of(words, piece, section): the money amounts of a form's prose cell, which is placed already
int read_claims_of(Call& call) {
  Session& session = session_of(call);
  const auto words = claim_words(call);
  const ClaimSpec& spec = *words;
  const auto* piece = static_cast<const Piece*>(call.object(3, intake_types().piece, "片段").pointer);
  ClaimContext context = context_of(session);
  context.amounts_only = true;
  ClaimReader reader(spec, context);
  ClaimParagraph paragraph = claim_paragraph(*session.source, *piece);
  paragraph.section = std::string(call.text(4, "章节"));
  reader.read(paragraph);
  return call.give(keep(session, reader.take(), {}, true, session.document.claims));
}

}  // namespace gouji::intake
