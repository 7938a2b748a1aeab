"""Writes a scenario of an organization with many accounts, for measuring: `large_world.py ACCOUNTS`.

Every account has a recorder and a trail of its own, all delivering into one bucket with one key;
service control policies stand at the root, at each organizational unit and at each account.
"""
import json
import sys

REGION = "us-east-1"
ORGANIZATION = "o-a1b2c3d4e5"
MANAGEMENT = "100000000000"
ARCHIVE = "100000000001"
BUCKET = "organization-logs"
KEY = f"arn:aws:kms:{REGION}:{ARCHIVE}:key/11111111-2222-3333-4444-555555555555"
ACCOUNTS_IN_A_UNIT = 100

FULL_ACCESS = "arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess"


def deny(sid, action):
    return {"Version": "2012-10-17",
            "Statement": [{"Sid": sid, "Effect": "Deny", "Action": action, "Resource": "*"}]}


def allow_service(service, actions, resource):
    return {"Effect": "Allow", "Principal": {"Service": service}, "Action": actions, "Resource": resource,
            "Condition": {"StringEquals": {"aws:SourceOrgID": ORGANIZATION}}}


def world(count):
    accounts = [str(200000000000 + i) for i in range(count)]
    units = [{"id": f"ou-ab12-{i:08d}", "name": f"Unit {i}",
              "serviceControlPolicies": [FULL_ACCESS, deny("NoLeave", "organizations:LeaveOrganization")],
              "accounts": accounts[i:i + ACCOUNTS_IN_A_UNIT]}
             for i in range(0, count, ACCOUNTS_IN_A_UNIT)]
    services = ["config.amazonaws.com", "cloudtrail.amazonaws.com"]
    bucket = f"arn:aws:s3:::{BUCKET}"
    bucket_policy = {"Version": "2012-10-17", "Statement":
                     [allow_service(s, ["s3:GetBucketAcl", "s3:ListBucket"], bucket) for s in services]
                     + [allow_service(s, "s3:PutObject", bucket + "/*") for s in services]}
    key_policy = {"Version": "2012-10-17", "Statement":
                  [{"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{ARCHIVE}:root"}, "Action": "kms:*",
                    "Resource": "*"}]
                  + [allow_service(s, ["kms:GenerateDataKey*", "kms:Decrypt", "kms:DescribeKey"], "*")
                     for s in services]}
    deliveries = []
    for account in accounts:
        role = f"arn:aws:iam::{account}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"
        deliveries.append({
            "id": f"config-{account}", "service": "config", "accountId": account, "region": REGION,
            "configurationRecorder": {"roleARN": role},
            "deliveryChannel": {"s3BucketName": BUCKET, "s3KmsKeyArn": KEY}})
        deliveries.append({
            "id": f"trail-{account}", "service": "cloudtrail", "accountId": account, "region": REGION,
            "trail": {"Name": "account-trail", "S3BucketName": BUCKET, "KmsKeyId": KEY,
                      "EnableLogFileValidation": True}})
    return {
        "remora": 1,
        "title": f"an organization of {count} accounts",
        "organization": {
            "id": ORGANIZATION, "managementAccountId": MANAGEMENT,
            "root": {"id": "r-ab12",
                     "serviceControlPolicies": [FULL_ACCESS, deny("NoRegions", "account:EnableRegion")],
                     "accounts": [MANAGEMENT, ARCHIVE], "units": units},
            "accountPolicies": {a: {"serviceControlPolicies": [FULL_ACCESS, deny("NoClose", "account:CloseAccount")]}
                                for a in accounts}},
        "buckets": [{"name": BUCKET, "accountId": ARCHIVE, "region": REGION, "policy": bucket_policy}],
        "keys": [{"arn": KEY, "policy": key_policy}],
        "deliveries": deliveries,
    }


if __name__ == "__main__":
    json.dump(world(int(sys.argv[1])), sys.stdout, indent=1)
