#include "engine/admission/resource_match.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/symbol.h"

namespace remora::admission {

namespace {

struct Token {
  enum class Type : std::uint8_t { Literal, One, Many };
  Type type = Type::Literal;
  char literal = '\0';
  std::string_view excluded;  // Many: characters that it does not cover
  bool symbol = false;        // Many: one name, which is no text that is spelled out
};

using Tokens = std::vector<Token>;

/// The end of a `${...}` that begins at `at`, or npos.
std::size_t variable_end(std::string_view text, std::size_t at) {
  return text.substr(at).starts_with("${") ? text.find('}', at) : std::string_view::npos;
}

/// The end of a symbol that begins at `at`, or npos.
std::size_t symbol_end(std::string_view text, std::size_t at) {
  return text[at] == kSymbolBegin ? text.find(kSymbolEnd, at) : std::string_view::npos;
}

Tokens pattern_tokens(std::string_view pattern) {
  Tokens tokens;
  const std::size_t last_close = pattern.rfind('}');
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool closed = last_close != std::string_view::npos && i < last_close;
    const std::size_t end = closed ? variable_end(pattern, i) : std::string_view::npos;
    if (const std::size_t last = symbol_end(pattern, i); last != std::string_view::npos) {
      // One name or id; as the whole text it may be an ARN.
      const bool whole = last - i + 1 == pattern.size();
      tokens.push_back({Token::Type::Many, '\0', {}, !whole});
      i = last;
      continue;
    }
    if (end != std::string_view::npos) {
      tokens.push_back({Token::Type::Many, '\0', {}, false});
      i = end;
    } else if (pattern[i] == '*') {
      tokens.push_back({Token::Type::Many, '\0', {}, false});
    } else if (pattern[i] == '?') {
      tokens.push_back({Token::Type::One, '\0', {}, false});
    } else {
      tokens.push_back({Token::Type::Literal, pattern[i], {}, false});
    }
  }
  return tokens;
}

/// What a part of a template does not hold. Only a bucket's name tells buckets from objects;
/// other names (paths of roles, log groups, keys of objects) may hold slashes and colons.
std::string_view excluded_from(std::string_view name) {
  for (const std::string_view plain :
       {"Partition", "Region", "Account", "BucketName", "AccessPointName", "TopicName", "KeyId"}) {
    if (name == plain) {
      return "/:";
    }
  }
  return {};
}

Tokens template_tokens(std::string_view text) {
  Tokens tokens;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t end = variable_end(text, i);
    if (end == std::string_view::npos) {
      tokens.push_back({Token::Type::Literal, text[i], {}, false});
      continue;
    }
    tokens.push_back(
        {Token::Type::Many, '\0', excluded_from(text.substr(i + 2, end - i - 2)), false});
    i = end;
  }
  return tokens;
}

/// Whether one character can be produced by both tokens.
bool meet(const Token& a, const Token& b) {
  if (a.type == Token::Type::Literal && b.type == Token::Type::Literal) {
    return a.literal == b.literal;
  }
  if (a.type == Token::Type::Literal) {
    return !b.symbol && b.excluded.find(a.literal) == std::string_view::npos;
  }
  return b.type != Token::Type::Literal ||
         (!a.symbol && a.excluded.find(b.literal) == std::string_view::npos);
}

/// Of the prefixes of two token rows: which prefix of the second can stand for the same text as
/// the prefix of the first that is at hand.
using Reach = std::vector<bool>;

bool is_many(const Tokens& tokens, std::size_t at) {
  return at < tokens.size() && tokens[at].type == Token::Type::Many;
}

/// What token `i` of `a` makes of one prefix of `b`, for the same prefix of `a` and the next.
void advance(
    const Tokens& a, std::size_t i, const Tokens& b, std::size_t j, Reach& same, Reach& next) {
  if (is_many(b, j)) {
    same[j + 1] = true;  // it stands for nothing
  }
  if (is_many(a, i)) {
    next[j] = true;
  }
  if (i == a.size() || j == b.size() || !meet(a[i], b[j])) {
    return;
  }
  // Both take one character; a Many can take more of them, so it stays.
  if (!is_many(a, i)) {
    next[is_many(b, j) ? j : j + 1] = true;
  } else if (!is_many(b, j)) {
    same[j + 1] = true;
  }
}

/// Whether some text matches both.
bool intersect(const Tokens& a, const Tokens& b) {
  Reach reach(b.size() + 1, false);
  reach[0] = true;
  for (std::size_t i = 0; i < a.size(); ++i) {
    Reach next(b.size() + 1, false);
    bool alive = false;
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (reach[j]) {
        alive = true;
        advance(a, i, b, j, reach, next);
      }
    }
    if (!alive) {
      return false;
    }
    reach = std::move(next);
  }
  // What is left of the second must be able to stand for nothing.
  for (std::size_t j = 0; j < b.size(); ++j) {
    if (reach[j] && is_many(b, j)) {
      reach[j + 1] = true;
    }
  }
  return reach[b.size()];
}

}  // namespace

std::string filled_up(std::string_view arn) {
  std::string padded(arn);
  if (!arn.starts_with("arn:") && has_symbol(arn)) {
    return padded;  // it may be a whole ARN
  }
  for (auto colons = std::count(arn.begin(), arn.end(), ':'); colons < 5; ++colons) {
    padded += ":*";
  }
  return padded;
}

bool can_match(std::string_view pattern, std::string_view arn_template) {
  return intersect(pattern_tokens(pattern), template_tokens(arn_template));
}

bool matches_every_resource(std::string_view pattern) {
  return !pattern.empty() && pattern.find_first_not_of('*') == std::string_view::npos;
}

bool ResourceReach::covers(const ActionRow& action) {
  // An action without types takes "*" alone, which the empty template stands for.
  if (action.resource_types.empty()) {
    return covers_type({});
  }
  const auto types = words(action.resource_types);
  return std::any_of(types.begin(), types.end(), [&](std::string_view type) {
    return covers_type(arn_template(action.service, type));
  });
}

bool ResourceReach::covers_type(std::string_view arn_template) {
  const auto [entry, is_new] = known_.try_emplace(arn_template, false);
  if (is_new) {
    entry->second = std::any_of(
        resource_->values.begin(), resource_->values.end(), [&](const PolicyText& value) {
          return matches_every_resource(value.text) ||
                 (!arn_template.empty() && can_match(filled_up(value.text), arn_template));
        });
  }
  return entry->second;
}

}  // namespace remora::admission
