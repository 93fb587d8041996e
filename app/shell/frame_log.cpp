// SPDX-License-Identifier: MIT
#include "shell/frame_log.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>

namespace shell {

FrameLog::FrameLog()
{
    if (const char* path = std::getenv("MESOMAP_FRAME_LOG")) file_.reset(std::fopen(path, "a"));
}

void FrameLog::frame(const FrameFacts& facts)
{
    if (!file_) return;
    const auto now = std::chrono::steady_clock::now();
    fmt::print(file_.get(),
               "frame {} time {:.3f} size {}x{} revision {} strokes {} points {} {} {} {} numbers "
               "{} structures {} inset {} "
               "pointer {},{} {} {} {} typed {} point {} devices {} result {}\n",
               ++frames_,
               std::chrono::duration<double, std::milli>(now.time_since_epoch()).count(),
               facts.width_px,
               facts.height_px,
               facts.revision,
               facts.strokes,
               facts.points,
               facts.works ? "working" : "ready",
               facts.shows_all ? "all" : "moving",
               facts.screen,
               facts.numbers,
               facts.structures,
               facts.inset_of,
               facts.pointer_x,
               facts.pointer_y,
               facts.held ? "held" : "free",
               facts.covered ? "covered" : "open",
               facts.listens ? "listens" : "deaf",
               facts.typed,
               facts.told_point,
               facts.devices,
               facts.result);
    std::fflush(file_.get());
}

}  // namespace shell
