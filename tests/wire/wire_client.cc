#include "tests/wire/wire_client.h"

namespace remora::test {

void WireClient::sign(remora::wire::Request& request, const std::string& service) const {
  request.headers.emplace_back("Host", "127.0.0.1:4566");
  request.headers.emplace_back("Authorization",
                               "AWS4-HMAC-SHA256 Credential=" + account + "/20261128/" + region +
                                   "/" + service +
                                   "/aws4_request, SignedHeaders=host, Signature=00");
}

remora::wire::Response WireClient::send(remora::wire::Request request) {
  now += 1000;
  sent = request;
  last = remora::wire::handle(state, request, {now, "http://127.0.0.1:4566"});
  return last.response;
}

remora::wire::Response WireClient::json(const std::string& target, const std::string& body) {
  remora::wire::Request request{"POST", "/", {{"X-Amz-Target", target}}, body};
  sign(request, "config");
  return send(std::move(request));
}

remora::wire::Response WireClient::query(const std::string& form) {
  remora::wire::Request request{
      "POST", "/", {{"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"}}, form};
  sign(request, "iam");
  return send(std::move(request));
}

remora::wire::Response WireClient::s3(const std::string& method,
                                      const std::string& target,
                                      const std::string& body,
                                      remora::wire::Headers headers) {
  remora::wire::Request request{method, target, std::move(headers), body};
  sign(request, "s3");
  return send(std::move(request));
}

std::string config_bucket_policy(const std::string& bucket) {
  const std::string arn = "arn:aws:s3:::" + bucket;
  return R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"config.amazonaws.com"},"Action":["s3:GetBucketAcl","s3:ListBucket"],"Resource":")" +
         arn +
         R"("},{"Effect":"Allow","Principal":{"Service":"config.amazonaws.com"},"Action":"s3:PutObject","Resource":")" +
         arn + R"(/*"}]})";
}

std::string prepare_config(WireClient& client, const std::string& bucket) {
  client.s3("PUT",
            "/" + bucket,
            "<CreateBucketConfiguration><LocationConstraint>" + client.region +
                "</LocationConstraint></CreateBucketConfiguration>");
  client.s3("PUT", "/" + bucket + "?policy", config_bucket_policy(bucket));
  const std::string made = client.json("TrentService.CreateKey", "{}").body;
  const std::size_t begin = made.find("\"Arn\":\"") + 7;
  client.query(
      "Action=CreateServiceLinkedRole&Version=2010-05-08&AWSServiceName=config.amazonaws.com");
  client.json("StarlingDoveService.PutConfigurationRecorder",
              R"({"ConfigurationRecorder":{"name":"default","roleARN":"arn:aws:iam::)" +
                  client.account +
                  R"(:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"}})");
  return made.substr(begin, made.find('"', begin) - begin);
}

}  // namespace remora::test
