#include "engine/import/aws_cli_calls.h"

#include <set>
#include <string>
#include <utility>

#include "engine/aws/arn.h"
#include "engine/import/policies.h"
#include "engine/import/status.h"

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
      add_trail(file, trail);
    }
    if (const auto trail = root.find("Trail")) {
      add_trail(file, *trail);
    }
  }

 private:
  void add_channel(const File& file, const Value& channel) {
    const auto recorders = recorders_beside(file);
    const auto arn = arn_of(recorders);
    std::string account = answers_.account_of(file);
    account = account.empty() && arn ? std::string(arn->account) : account;
    Part delivery = Part::object(channel.place());
    delivery.set("id", Part::string(given(channel, "name").value_or("channel"), channel.place()));
    delivery.set("service", Part::string("config", channel.place()));
    delivery.set("accountId",
                 account.empty()
                     ? Part::unknown("no get-caller-identity beside it", channel.place())
                     : Part::string(account, channel.place()));
    delivery.set("region",
                 Part::string(region_of(channel, arn ? arn->region : ""), channel.place()));
    delivery.set("configurationRecorder",
                 recorders
                     ? recorder_of(*recorders)
                     : service_linked_recorder(
                           account, delivery.find("id")->text, file.place(), answers_.snapshot));
    delivery.set("deliveryChannel", Part::copy(channel));
    say_status(delivery, channel_status(file, member_text(channel, "name")));
    answers_.snapshot.add_delivery(std::move(delivery));
  }

  /// No answer of Config says in which Region it was given, but for a recorder's ARN.
  std::string region_of(const Value& channel, std::string_view of_recorder) {
    std::string region =
        answers_.options.region.empty() ? std::string(of_recorder) : answers_.options.region;
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

  /// What describe-configuration-recorders printed.
  [[nodiscard]] std::optional<Value> recorders_beside(const File& channels) const {
    std::optional<Value> found;
    beside(channels, [&](const File& file) {
      found = found ? found : file.root().find("ConfigurationRecorders");
    });
    return found;
  }

  static Part recorder_of(const Value& recorders) {
    return recorders.elements().empty() ? Part{json::Kind::Null, {}, recorders.place()}
                                        : Part::copy(recorders.elements()[0]);
  }

  /// `arn:aws:config:REGION:ACCOUNT:configuration-recorder/NAME/ID`; older answers have none.
  static std::optional<Arn> arn_of(const std::optional<Value>& recorders) {
    const auto all = recorders ? recorders->elements() : std::vector<Value>();
    const auto arn = all.empty() ? std::nullopt : all[0].find("arn");
    return arn ? Arn::parse(arn->text()) : std::nullopt;
  }

  void add_trail(const File& file, const Value& trail) {
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
    say_status(delivery, trail_status(file, member_text(trail, "Name")));
    answers_.snapshot.add_delivery(std::move(delivery));
  }

  /// The files of the same folder.
  template <class Use>
  void beside(const File& file, const Use& use) const {
    for (const File& other : answers_.files) {
      if (other.json != nullptr && other.folder() == file.folder()) {
        use(other);
      }
    }
  }

  /// What describe-delivery-channel-status shows of a channel.
  [[nodiscard]] std::optional<Value> channel_status(const File& channels,
                                                    const std::string& name) const {
    std::optional<Value> found;
    beside(channels, [&](const File& file) {
      const auto list = file.root().find("DeliveryChannelsStatus");
      for (const Value& status : list ? list->elements() : std::vector<Value>()) {
        if (member_text(status, "name") == name) {
          found = status;
        }
      }
    });
    return found;
  }

  /// What get-trail-status shows of a trail: the answer does not say of which, so the file's name
  /// does, or there is a single one.
  [[nodiscard]] std::optional<Value> trail_status(const File& trails,
                                                  const std::string& name) const {
    std::optional<Value> found;
    std::size_t count = 0;
    bool named = false;
    beside(trails, [&](const File& file) {
      if (has(file.root(), "IsLogging")) {
        const std::string_view id = id_behind(file, "cloudtrail.get-trail-status.");
        ++count;
        if (id == name || (!named && id.empty())) {
          found = file.root();
          named = id == name;
        }
      }
    });
    return named || count == 1 ? found : std::nullopt;
  }

  static void say_status(Part& delivery, const std::optional<Value>& status) {
    Part fields = status ? status_fields(*status) : Part();
    if (!fields.children.empty()) {
      const bool trail = has(*status, "IsLogging");
      Part said = Part::object(status->place());
      said.set("by",
               Part::string(trail ? "get-trail-status" : "describe-delivery-channel-status",
                            status->place()));
      said.set("status", std::move(fields));
      delivery.set("reported", std::move(said));
    }
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
