"""Writes a scenario of an organization for measuring: `organization.py ACCOUNTS [refused|delivered]`.

Each account has a recorder and a trail of its own, all delivering into one bucket with one key, as
AWS Control Tower sets it up. `refused`: the key has the default key policy, which lets in neither
AWS Config nor AWS CloudTrail; everything is refused for that one cause. `delivered`: it has the
statements that AWS documents. `large_world.py` makes another, with policies at every account.
"""
import json
import sys

REGION = "ap-northeast-1"
ORGANIZATION = "o-b1c2d3e4f5"
MANAGEMENT = "100000000000"
ARCHIVE = "100000000001"
BUCKET = f"aws-controltower-logs-{ARCHIVE}-{REGION}"
KEY = f"arn:aws:kms:{REGION}:{MANAGEMENT}:key/a1b2c3c4-5678-9a0b-a1b2-c1d2f3a4b5c6"
ACCOUNTS_IN_A_UNIT = 100


def allow_service(service, actions, resource):
    return {"Effect": "Allow", "Principal": {"Service": service}, "Action": actions, "Resource": resource,
            "Condition": {"StringEquals": {"aws:SourceOrgID": ORGANIZATION}}}


def world(count, delivered):
    accounts = [str(200000000000 + i) for i in range(count)]
    services = ["config.amazonaws.com", "cloudtrail.amazonaws.com"]
    bucket = f"arn:aws:s3:::{BUCKET}"
    bucket_policy = {"Version": "2012-10-17", "Statement":
                     [allow_service(s, ["s3:GetBucketAcl", "s3:ListBucket"], bucket) for s in services]
                     + [allow_service(s, "s3:PutObject", f"{bucket}/{ORGANIZATION}/AWSLogs/*/*") for s in services]}
    key_policy = {"Version": "2012-10-17", "Statement":
                  [{"Sid": "Enable IAM User Permissions", "Effect": "Allow",
                    "Principal": {"AWS": f"arn:aws:iam::{MANAGEMENT}:root"}, "Action": "kms:*", "Resource": "*"}]
                  + [allow_service(s, ["kms:GenerateDataKey*", "kms:Decrypt", "kms:DescribeKey"], "*")
                     for s in (services if delivered else [])]}
    deliveries = []
    for account in accounts:
        role = f"arn:aws:iam::{account}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"
        deliveries.append({
            "id": f"config-{account}", "service": "config", "accountId": account, "region": REGION,
            "configurationRecorder": {"roleARN": role},
            "deliveryChannel": {"s3BucketName": BUCKET, "s3KeyPrefix": ORGANIZATION, "s3KmsKeyArn": KEY}})
        deliveries.append({
            "id": f"trail-{account}", "service": "cloudtrail", "accountId": account, "region": REGION,
            "trail": {"Name": "account-trail", "S3BucketName": BUCKET, "S3KeyPrefix": ORGANIZATION,
                      "KmsKeyId": KEY, "EnableLogFileValidation": True}})
    return {
        "remora": 1,
        "title": f"an organization of {count} accounts, {'delivered' if delivered else 'refused'}",
        "organization": {
            "id": ORGANIZATION, "managementAccountId": MANAGEMENT,
            "root": {"id": "r-b1c2", "accounts": [MANAGEMENT, ARCHIVE],
                     "units": [{"id": f"ou-b1c2-{i:08d}", "name": f"Unit {i}",
                                "accounts": accounts[i:i + ACCOUNTS_IN_A_UNIT]}
                               for i in range(0, count, ACCOUNTS_IN_A_UNIT)]}},
        "buckets": [{"name": BUCKET, "accountId": ARCHIVE, "region": REGION, "policy": bucket_policy}],
        "keys": [{"arn": KEY, "policy": key_policy}],
        "deliveries": deliveries,
    }


if __name__ == "__main__":
    json.dump(world(int(sys.argv[1]), sys.argv[2:] == ["delivered"]), sys.stdout, indent=1)
