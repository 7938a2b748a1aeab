#pragma once

#include <optional>

#include "engine/import/terraform_texts.h"

namespace remora::imports::terraform {

/// The policy that a data source `aws_iam_policy_document` will be, statement by statement, where
/// some of its elements are known only after the plan is applied: those are unknown texts. With
/// `--assume-references` an unknown resource that refers to one bucket is that bucket and its
/// objects, which is listed as assumed. Nothing if even the statements are not known.
/// Source: Terraform Registry, hashicorp/aws, "Data Source: aws_iam_policy_document".
std::optional<Part> policy_document(const Resource& data,
                                    const Texts& texts,
                                    const Options& options,
                                    Snapshot& snapshot);

}  // namespace remora::imports::terraform
