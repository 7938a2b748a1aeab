#include "cli/scenario_options.h"
#include "cli/serve/serve.h"

namespace remora::cli {

namespace {

constexpr const char* kServeEpilogue =
    "Answers the AWS CLI, SDKs and Terraform's provider as AWS would, and refuses what AWS would\n"
    "refuse. INPUT is whatever `check` reads: the world to begin with; without one it is empty.\n"
    "An access key id of twelve digits is the account that calls. Each answer to a delivery has a\n"
    "header x-remora-explanation: the page that says why. `Ready.` on standard error says that it\n"
    "listens; SIGTERM ends it.\n"
    "\n"
    "More: `remora help docs/serve.md`.\n"
    "\n"
    "Examples:\n"
    "  remora serve\n"
    "  remora serve scenario.json --port 0 --print-endpoint\n"
    "  aws --endpoint-url http://127.0.0.1:4566 s3api create-bucket --bucket my-logs\n";

}  // namespace

CommandLine serve_line() {
  CommandLine line("serve", "[options] [INPUT...]", {"text"});
  line.add(
      "The endpoint",
      {{"port PORT", Takes::Number, "the port to listen at; 0: a free one", "4566"},
       {"listen ADDRESS", Takes::Text, "listen there", "127.0.0.1"},
       {"print-endpoint", Takes::Nothing, "print the endpoint's URL on standard output"},
       {"seed INPUT", Takes::Texts, "the same as INPUT"},
       {"state FOLDER", Takes::Text, "keep the state there, and go on with what it holds"},
       {"enforce caller",
        Takes::Text,
        "refuse what the caller may not do; without it, it may do all"},
       {"soft", Takes::Nothing, "answer success, and record what AWS would have refused"},
       {"deliver", Takes::Nothing, "deliver at once what AWS delivers later"},
       {"cors-origin ORIGIN", Takes::Texts, "pages of it may ask, as in https://example.com"}});
  add_scenario_options(line);
  add_import_options(line);
  line.set_epilogue(kServeEpilogue);
  return line;
}

}  // namespace remora::cli
