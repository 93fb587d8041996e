// SPDX-License-Identifier: MIT
#include "cli/landmarks_input.h"

#include "base/error.h"
#include "base/file.h"
#include "session/landmark_file.h"

#include <fmt/format.h>

#include <cstdio>

namespace cli {
namespace {

constexpr std::uintmax_t largest_landmark_bytes = 16u << 20;

}  // namespace

anatomy::Patient load_patient(const std::filesystem::path& file, const anatomy::SkinView& skin)
{
    const std::string name = file.filename().string();
    session::LandmarkFile read =
        session::landmarks_in(base::read_file(file, largest_landmark_bytes), name);
    try {
        anatomy::Patient patient = anatomy::patient_of(read.landmarks, skin);
        patient.remarks.insert(patient.remarks.begin(), read.remarks.begin(), read.remarks.end());
        return patient;
    } catch (const base::Error& problem) {
        throw base::Error(name + ": " + problem.what());
    }
}

void say_remarks(const anatomy::Patient& patient)
{
    for (const auto* sentences : {&patient.remarks, &patient.structures.not_placed})
        for (const std::string& sentence : *sentences)
            fmt::print("{}\n", sentence);
}

}  // namespace cli
