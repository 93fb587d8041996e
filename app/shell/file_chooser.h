// SPDX-License-Identifier: MIT
// The desktop's own file dialog, in a process of its own: zenity, which Debian's desktops bring.
// Where there is none, ours is shown (panels/file_dialog.h).
#pragma once

#include "shell/folder.h"

#include <sys/types.h>

#include <filesystem>
#include <future>
#include <optional>

namespace shell {

class FileChooser {
public:
    FileChooser() = default;
    /// Closes the dialog.
    ~FileChooser();
    FileChooser(const FileChooser&) = delete;

    /// Shows it on a folder; false where there is none to be shown. MESOMAP_FILE_CHOOSER names
    /// another program that takes zenity's options.
    bool open(const std::filesystem::path& folder, Sought sought);
    bool is_open() const { return answer_.valid(); }

    struct Answer {
        bool works = true;  // else it could not do its task
        std::optional<std::filesystem::path> file = {};
    };
    /// What came of it, once; the window is woken when it is there.
    std::optional<Answer> take();

private:
    pid_t child_ = 0;
    std::future<Answer> answer_;
};

}  // namespace shell
