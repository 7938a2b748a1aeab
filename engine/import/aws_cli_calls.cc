#include "engine/import/aws_cli_calls.h"

#include <set>
#include <string>
#include <utility>

#include "engine/aws/arn.h"
#include "engine/import/policies.h"

namespace remora::imports {

namespace {

using json::Value;

class CallReader {
 public:
  explicit CallReader(Answers& answers) : answers_(answers) {}

  void read_calls(const File& file) {
    const Value root = file.root();
    if (const auto channels = root.find("DeliveryChannels")) {
      for (const Value& channel : channels->elements()) {
        add_channel(file, channel);
      }
    }
    const auto trails = root.find("trailList");
    for (const Value& trail : trails ? trails->elements() : std::vector<Value>()) {
      add_trail(trail);
    }
    if (const auto trail = root.find("Trail")) {
      add_trail(*trail);
    }
  }

 private:
  void add_channel(const File& file, const Value& channel) {
    const std::string account = answers_.account_of(file);
    Part delivery = Part::object(channel.place());
    delivery.set("id", Part::string(given(channel, "name").value_or("channel"), channel.place()));
    delivery.set("service", Part::string("config", channel.place()));
    delivery.set("accountId",
                 account.empty()
                     ? Part::unknown("no get-caller-identity beside it", channel.place())
                     : Part::string(account, channel.place()));
    delivery.set("region", Part::string(region_of(channel), channel.place()));
    delivery.set("configurationRecorder", recorder_of(file, account, delivery.find("id")->text));
    delivery.set("deliveryChannel", Part::copy(channel));
    answers_.snapshot.add_delivery(std::move(delivery));
  }

  /// No answer of Config says in which Region it was given.
  std::string region_of(const Value& channel) {
    std::string region = answers_.options.region;
    const auto name = given(channel, "s3BucketName");
    const Part* const bucket =
        name ? &answers_.snapshot.bucket(*name, channel.find("s3BucketName")->place()) : nullptr;
    const Part* const place = bucket != nullptr ? bucket->find("region") : nullptr;
    if (region.empty() && place != nullptr && place->kind == json::Kind::String) {
      region = place->text;
      answers_.snapshot.assume("AWS Config delivers from " + region + ", where the bucket is",
                               "--region");
    }
    if (region.empty()) {
      answers_.snapshot.sink().error(channel.place(),
                                     "which-region",
                                     "nothing says in which Region this channel is",
                                     "say it with --region, or add get-bucket-location");
    }
    return region;
  }

  Part recorder_of(const File& channels, const std::string& account, const std::string& delivery) {
    for (const File& file : answers_.files) {
      const auto recorders = file.json && file.folder() == channels.folder()
                                 ? file.root().find("ConfigurationRecorders")
                                 : std::nullopt;
      if (recorders) {
        return recorders->elements().empty() ? Part{json::Kind::Null, {}, recorders->place()}
                                             : Part::copy(recorders->elements()[0]);
      }
    }
    return service_linked_recorder(account, delivery, channels.place(), answers_.snapshot);
  }

  void add_trail(const Value& trail) {
    const auto arn = given(trail, "TrailARN");
    const auto parsed = arn ? Arn::parse(*arn) : std::nullopt;
    if (!parsed || !trails_.insert(*arn).second) {
      return;
    }
    Part delivery = Part::object(trail.place());
    delivery.set("id", Part::string(given(trail, "Name").value_or("trail"), trail.place()));
    delivery.set("service", Part::string("cloudtrail", trail.place()));
    const Place place = trail.find("TrailARN")->place();
    delivery.set("accountId", Part::string(std::string(parsed->account), place));
    delivery.set(
        "region",
        Part::string(given(trail, "HomeRegion").value_or(std::string(parsed->region)), place));
    delivery.set("trail", Part::copy(trail));
    answers_.snapshot.add_delivery(std::move(delivery));
  }

  Answers& answers_;
  std::set<std::string> trails_;
};

}  // namespace

void read_calls(Answers& answers) {
  CallReader reader(answers);
  for (const File& file : answers.files) {
    if (file.json != nullptr) {
      reader.read_calls(file);
    }
  }
}

}  // namespace remora::imports
