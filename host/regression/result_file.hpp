// A result as another run, or another program, wrote it (gouji.result.v1), reduced to what a change is judged by.
#pragma once

#include <string>
#include <string_view>

#include "regression/result_record.hpp"

namespace gouji {

inline constexpr std::string_view kResultSchema = "gouji.result.v1";

// Such a file does not say which documents were looked at, nor how often a rule held: `documents` stays empty.
// Faults "result.other_version", json.*, data.*.
ResultRecord read_result(std::string_view json, const std::string& file, std::string& data_digest);

// Whether a file that begins so is a result: its first key says the schema.
bool is_result(std::string_view beginning);

// Makes two records comparable of which one has no documents: both get those of the other, counted by findings alone.
void share_documents(ResultRecord& without, ResultRecord& with);

}  // namespace gouji
