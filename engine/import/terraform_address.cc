#include "engine/import/terraform_address.h"

#include <algorithm>

namespace remora::imports::terraform {

std::string_view Address::type() const {
  constexpr std::string_view kData = "data.";
  std::string_view name = resource.name;
  name.remove_prefix(name.starts_with(kData) ? kData.size() : 0);
  return name.substr(0, name.find('.'));
}

std::string Address::in_configuration() const {
  const std::string module = terraform::in_configuration(modules);
  return module.empty() ? resource.name : module + "." + resource.name;
}

std::string in_configuration(const std::vector<AddressStep>& modules) {
  std::string path;
  for (const AddressStep& step : modules) {
    path.append(path.empty() ? "module." : ".module.").append(step.name);
  }
  return path;
}

std::vector<AddressStep> split_address(std::string_view text) {
  std::vector<AddressStep> steps(1);
  std::size_t depth = 0;
  bool quoted = false;
  for (const char c : text) {
    AddressStep& step = steps.back();
    if (depth > 0) {
      quoted = c == '"' ? !quoted : quoted;
      depth -= c == ']' && !quoted ? 1 : 0;
      if (depth > 0) {
        step.key += c;
      }
    } else if (c == '[') {
      depth = 1;
      step.key.clear();  // of `a[0][1]` the last one: nothing that has an address is so deep
    } else if (c == '.') {
      steps.emplace_back();
    } else {
      step.name += c;
    }
  }
  return steps;
}

Address parse_address(std::string_view text) {
  const std::vector<AddressStep> steps = split_address(text);
  Address address;
  std::size_t at = 0;
  for (; at + 1 < steps.size() && steps[at].name == "module"; at += 2) {
    address.modules.push_back(steps[at + 1]);
  }
  const std::size_t parts = at < steps.size() && steps[at].name == "data" ? 3 : 2;
  for (const std::size_t end = std::min(at + parts, steps.size()); at < end; ++at) {
    address.resource.name += (address.resource.name.empty() ? "" : ".") + steps[at].name;
    address.resource.key = steps[at].key;
  }
  for (; at < steps.size(); ++at) {
    address.rest += (address.rest.empty() ? "" : ".") + steps[at].name;
  }
  return address;
}

}  // namespace remora::imports::terraform
