#pragma once

#include <string>
#include <vector>

#include "engine/import/file.h"
#include "engine/import/snapshot.h"

namespace remora::imports {

/// A landing zone of Control Tower, from its manifest (as CreateLandingZone takes it, or as
/// get-landing-zone prints it): what Control Tower deploys of AWS Config and CloudTrail. What the
/// manifest does not say is filled in from what is known of its generation (3.x: one bucket in the
/// log archive account; 4.0: Config has a bucket, and maybe a key, of its own), and listed as
/// assumed.
/// Sources: AWS Control Tower User Guide, "View the details of your landing zone manifest file",
/// "Step 2: Launch your landing zone using the AWS Control Tower APIs", "Amazon S3 bucket policy
/// for logging", "AWS Config updates in landing zone version 4.0"; fixtures/control-tower-3.3,
/// -4.0.
class LandingZone {
 public:
  /// Adds the deliveries: the organization's trail from the management account, and a channel of
  /// each account that is sure to be enrolled (management, log archive, audit) in the home Region,
  /// of the audit account in every other governed Region; none, and a note, where the manifest has
  /// both switched off. `texts` may name the organization and the
  /// buckets. Errors, into the sink: no management account or home Region that anything says; a
  /// key that is no ARN of one.
  LandingZone(const File& manifest,
              const std::vector<File>& texts,
              const Options& options,
              Snapshot& snapshot);

  /// Gives the buckets whose policy no input has the one that Control Tower makes.
  void complete();

  /// The id of the organization, or a symbol for it; empty if nothing is delivered.
  [[nodiscard]] const std::string& organization() const { return organization_; }

 private:
  struct Integration {  // Config's, or CloudTrail's
    bool enabled = false;
    std::string account;
    std::string key;  // its ARN, or empty
    std::string bucket;
    Place place;
    Place key_place;
  };

  void read(const json::Value& manifest, std::string_view name, Integration& integration);
  void find_home(const json::Value& root);
  void name_buckets(const std::vector<File>& texts);
  [[nodiscard]] std::string bucket_in(const std::vector<File>& texts, std::string_view begin) const;
  void add_bucket(const Integration& integration);
  void add_trail();
  void add_channel(const std::string& who, const std::string& account, const std::string& region);
  void add_role(const std::string& account);

  const Options& options_;
  Snapshot& snapshot_;
  Place place_;
  bool separate_ = false;  // Config has a bucket of its own: 4.0
  std::string management_;
  std::string home_;
  std::string partition_;
  std::string audit_;
  std::string organization_;
  std::vector<std::string> regions_;  // that are governed, the home Region first
  Integration trail_;
  Integration config_;
};

}  // namespace remora::imports
