// SPDX-License-Identifier: MIT
#include "shell/opening.h"

#include "base/error.h"
#include "shell/glfw_window.h"
#include "shell/texts.h"

#include <chrono>
#include <utility>

namespace shell {

Opening::Opening(std::unique_ptr<Subject> subject)
    : subject_(std::move(subject))
    , work_(std::async(std::launch::async, [this] {
        struct Wake {
            ~Wake() { GlfwWindow::wake(); }
        } const when_done;
        return prepared();
    }))
{
}

Opening::~Opening()
{
    if (work_.valid()) work_.wait();
    if (!subject_ || !abandoned_ || !subject_->makes_file) return;
    const std::filesystem::path file = subject_->file;
    subject_.reset();  // unlocks it
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
}

/// What takes seconds on a large scan: reading it, surface, first commands, skin.
PreparedSkin Opening::prepared()
{
    begin_stage(to_say("Reading the scan"), 0.05f);
    subject_->workspace->take_scan(subject_->read_scan());
    const geometry::Mesh& scan = subject_->workspace->scan().mesh;
    begin_stage(to_say("Preparing the skin"), 0.35f);
    {
        render::Skin glance = render::glance_of(scan);
        const std::lock_guard lock(mutex_);
        glance_ = std::move(glance);
    }
    GlfwWindow::wake();
    subject_->workspace->surface();
    begin_stage(to_say("Taking up the plan"), 0.6f);
    subject_->begin(*subject_->workspace);
    begin_stage(to_say("Preparing the picture"), 0.75f);
    PreparedSkin skin{render::skin_of(scan, subject_->workspace->scan().picture), {}};
    begin_stage(to_say("Preparing the picture"), 0.9f);
    skin.coarser = render::coarser_skins(skin.whole);
    return skin;
}

void Opening::begin_stage(const char* stage, float share)
{
    if (abandoned_) throw base::Cancelled();
    {
        const std::lock_guard lock(mutex_);
        stage_ = stage;
        share_ = share;
    }
    GlfwWindow::wake();
}

const char* Opening::stage() const
{
    const std::lock_guard lock(mutex_);
    return stage_;
}

float Opening::share() const
{
    const std::lock_guard lock(mutex_);
    return share_;
}

std::optional<render::Skin> Opening::take_glance()
{
    const std::lock_guard lock(mutex_);
    return std::exchange(glance_, std::nullopt);
}

bool Opening::is_done() const
{
    return !work_.valid() || work_.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

PreparedSkin Opening::finish()
{
    return work_.get();
}

}  // namespace shell
