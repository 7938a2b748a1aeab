#pragma once

#include <vector>

#include "engine/base/file_reader.h"
#include "engine/import/cloudformation.h"

namespace remora::imports::cloudformation {

/// The templates that the manifest of a CDK cloud assembly names, with the account and the Region
/// of each stack where the app fixes them; also those of the assemblies in it (stages). Source: AWS
/// CDK, `cloud-assembly-schema`, "ArtifactManifest". Errors, into the sink: a template that cannot
/// be read.
std::vector<TemplateFile> read_assembly(const File& manifest,
                                        FileReader& files,
                                        DiagnosticSink& sink);

}  // namespace remora::imports::cloudformation
