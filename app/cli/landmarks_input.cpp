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

anatomy::Landmarks load_landmarks(const std::filesystem::path& file)
{
    session::LandmarkFile read = session::landmarks_in(
        base::read_file(file, largest_landmark_bytes), file.filename().string());
    for (const std::string& remark : read.remarks)
        fmt::print("{}\n", remark);
    return std::move(read.landmarks);
}

anatomy::Patient load_patient(const std::filesystem::path& file, const anatomy::SkinView& skin)
{
    const anatomy::Landmarks landmarks = load_landmarks(file);
    try {
        return anatomy::patient_of(landmarks, skin);
    } catch (const base::Error& problem) {
        throw base::Error(file.filename().string() + ": " + problem.what());
    }
}

void say_remarks(const anatomy::Patient& patient)
{
    for (const auto* sentences : {&patient.remarks, &patient.structures.not_placed})
        for (const std::string& sentence : *sentences)
            fmt::print("{}\n", sentence);
}

}  // namespace cli
