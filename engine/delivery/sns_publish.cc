#include "engine/delivery/sns_publish.h"

#include "engine/aws/arn.h"
#include "engine/aws/partition.h"
#include "engine/base/symbol.h"
#include "engine/delivery/managed_key.h"

namespace remora::delivery {

namespace {

Probe topic_key_probe(const Prober& prober,
                      const Publication& publication,
                      const world::Topic& topic,
                      const ProbeMaker& make_probe,
                      std::string_view action) {
  const auto arn = Arn::parse(topic.arn);
  Probe probe = kms_probe(prober,
                          prober.read(topic.kms_key),
                          nullptr,
                          topic.account,
                          std::string(arn->region),
                          make_probe,
                          action);
  probe.purpose = "SNS uses the topic's key for it";
  // A key works in its own Region (KMS Developer Guide, "AWS KMS keys").
  if (const auto key = Arn::parse(probe.request.resource);
      key && probe.obstacle.empty() && !has_symbol(key->region) && !has_symbol(arn->region) &&
      key->region != arn->region) {
    probe.obstacle =
        "the key is in " + std::string(key->region) + ", the topic in " + std::string(arn->region);
    probe.obstacle_kind = ObstacleKind::WrongRegion;
  }
  probe.required = publication.required;
  add_forwarding_keys(probe.request);
  RequestContext& context = probe.request.context;
  context.set("kms:ViaService",
              "sns." + std::string(arn->region) + "." + std::string(dns_suffix(arn->partition)));
  context.set("kms:EncryptionContext:aws:sns:topicArn", topic.arn);
  std::vector<std::string_view> names = {"aws:sns:topicArn"};
  for (const auto& [name, value] : publication.encryption_context) {
    context.set("kms:EncryptionContext:" + name, value);
    names.push_back(name);
  }
  context.set_multivalued("kms:EncryptionContextKeys", names);
  return probe;
}

}  // namespace

PublishResult ask_publish(Prober& prober,
                          const Publication& publication,
                          const ProbeMaker& make_probe) {
  const world::Topic* topic = prober.world().topic(publication.topic_arn);
  Probe publish = make_probe(
      "sns:Publish", unknown_arn("sns", publication.topic_arn).value_or(publication.topic_arn));
  publish.purpose = publication.purpose;
  publish.required = publication.required;
  publish.obstacle = publication.obstacle;
  publish.obstacle_kind = publication.obstacle_kind;
  if (topic == nullptr && prober.is_closed(publication.topic_arn)) {
    publish.obstacle = "there is no topic " + publication.topic_arn;
    publish.obstacle_kind = ObstacleKind::NoSuchResource;
  }
  PublishResult result;
  result.match = prober.ask(std::move(publish));
  result.probe = prober.last();
  if (result.match == Match::No || topic == nullptr || prober.facts().is(topic->kms_key, "") ||
      serves(prober,
             prober.read(topic->kms_key),
             "sns",
             prober.probe(result.probe).request.principal,
             topic->account,
             std::string(Arn::parse(topic->arn)->region))) {
    return result;
  }
  for (const std::string_view action : {"kms:GenerateDataKey", "kms:Decrypt"}) {
    const Match match = both(
        result.match, prober.ask(topic_key_probe(prober, publication, *topic, make_probe, action)));
    if (match != result.match) {
      result = {match, prober.last()};
    }
  }
  return result;
}

}  // namespace remora::delivery
