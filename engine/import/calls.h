#pragma once

#include <string>
#include <vector>

#include "engine/diagnose/diagnosis.h"
#include "engine/import/file.h"
#include "engine/import/snapshot.h"

namespace remora::imports {

/// A delivery that the command line describes: `--channel bucket=B,kms=ARN,account=A`.
struct CallText {
  bool trail = false;  // else a channel of AWS Config
  std::string text;
};

/// Adds the delivery. What it leaves out is taken from the names it has (the account and the Region
/// in the key's ARN) or from `--account` and `--region`. Errors, into the sink: a member that there
/// is not, with the nearest; no bucket; an account or Region that nothing says.
void add_call(const CallText& call, const Options& options, Snapshot& snapshot);

/// Adds the delivery that an error text speaks of: who delivers, into which bucket, under which
/// prefix, with which key. The account that calls is the one of the text that neither the bucket
/// nor the key belongs to; which it is taken to be is listed as assumed.
/// Errors, into the sink: the text does not name the bucket.
void add_call(const diagnose::Diagnosis& error,
              const Place& place,
              const Options& options,
              Snapshot& snapshot);

}  // namespace remora::imports
