// SPDX-License-Identifier: MIT
#include "shell/lock.h"

#include "base/error.h"
#include "session/case_file.h"
#include "shell/glfw_window.h"
#include "shell/texts.h"

#include <utility>

namespace shell {

void Lock::ask_for(const std::filesystem::path& file, Open open)
{
    forget();
    file_ = file;
    open_ = std::move(open);
    begin(file.filename().string());
}

void Lock::cover(const Subject& subject)
{
    forget();
    covered_ = &subject;
    begin(subject.name);
}

void Lock::begin(std::string name)
{
    screen_ = panels::LockScreen{.name = std::move(name), .is_open_behind = covered_ != nullptr};
}

void Lock::forget()
{
    if (trial_.valid()) trial_.wait();
    trial_ = {};
    screen_.passphrase.wipe();
    file_.reset();
    covered_ = nullptr;
}

Lock::Answer Lock::draw(const panels::Form& form)
{
    Answer answer = follow_trial();
    if (!shows()) {
        panels::close_lock_screen(form);
        return answer;
    }
    const panels::LockWish wish = panels::lock_screen(screen_, form);
    if (wish == panels::LockWish::opens) try_passphrase();
    if (wish == panels::LockWish::leaves) answer.leaves = true;
    return answer;
}

void Lock::try_passphrase()
{
    auto passphrase = std::make_shared<session::Secret>(screen_.passphrase.secret());
    screen_.passphrase.wipe();
    screen_.problem.clear();
    screen_.works = true;
    trial_ = std::async(std::launch::async,
                        [passphrase, file = file_, open = open_, covered = covered_]() -> Trial {
                            struct Wake {
                                ~Wake() { GlfwWindow::wake(); }
                            } const when_done;
                            if (covered) return {nullptr, covered->opens_with(*passphrase)};
                            return {open(*file, passphrase.get()), true};
                        });
}

Lock::Answer Lock::follow_trial()
{
    if (!trial_.valid() || trial_.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
        return {};
    screen_.works = false;
    screen_.passphrase.focuses = true;
    Answer answer;
    try {
        Trial trial = trial_.get();
        if (trial.right) {
            answer.opened = std::move(trial.opened);
            forget();
            return answer;
        }
        screen_.problem = say("That is not the case's passphrase.");
    } catch (const session::WrongPassphrase&) {
        screen_.problem =
            say("It does not open: the passphrase is another, or the file is damaged.");
    } catch (const base::Error& problem) {
        answer.problem = problem.what();
        forget();
    }
    return answer;
}

}  // namespace shell
