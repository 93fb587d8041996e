// SPDX-License-Identifier: MIT
#include "cli/film.h"

#include "base/error.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

extern char** environ;

namespace cli {
namespace {

namespace fs = std::filesystem;

bool is_video(const fs::path& out)
{
    return out.extension() == ".mp4" || out.extension() == ".gif";
}

std::optional<fs::path> ffmpeg()
{
    const char* const folders = std::getenv("PATH");
    std::string_view rest = folders ? folders : "";
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(':'), rest.size());
        fs::path candidate = fs::path(rest.substr(0, end)) / "ffmpeg";
        if (::access(candidate.c_str(), X_OK) == 0) return candidate;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return std::nullopt;
}

/// A folder beside `out` for what is not finished; removed with all that is in it.
class Workshop {
public:
    explicit Workshop(const fs::path& out)
    {
        const fs::path beside = out.has_parent_path() ? out.parent_path() : ".";
        std::string name = (beside / ".mesomap-film-XXXXXX").string();
        if (!::mkdtemp(name.data()))
            throw base::Error(fmt::format("Cannot write {}.", out.string()));
        folder_ = name;
    }
    ~Workshop()
    {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
    Workshop(const Workshop&) = delete;
    Workshop& operator=(const Workshop&) = delete;

    const fs::path& folder() const { return folder_; }

private:
    fs::path folder_;
};

/// Runs it without a shell and gives its exit code.
int run(const fs::path& program, std::vector<std::string> words)
{
    words.insert(words.begin(), program.string());
    std::vector<char*> pointers;
    for (std::string& word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    for (const int stream : {0, 1, 2})
        posix_spawn_file_actions_addopen(&files, stream, "/dev/null", O_RDWR, 0);
    pid_t child = 0;
    const int failure =
        ::posix_spawn(&child, program.c_str(), &files, nullptr, pointers.data(), environ);
    posix_spawn_file_actions_destroy(&files);
    int status = -1;
    if (failure == 0) ::waitpid(child, &status, 0);
    return failure == 0 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::vector<std::string> ffmpeg_words(const fs::path& frames, const fs::path& out)
{
    std::vector<std::string> words{"-y",
                                   "-framerate",
                                   std::to_string(frames_per_second),
                                   "-i",
                                   (frames / "frame-%04d.png").string()};
    if (out.extension() == ".gif") {
        words.insert(words.end(), {"-vf", "split[a][b];[a]palettegen[p];[b][p]paletteuse"});
    } else {
        // Even sides, which the usual pixel format needs.
        words.insert(words.end(),
                     {"-vf", "crop=trunc(iw/2)*2:trunc(ih/2)*2", "-pix_fmt", "yuv420p"});
    }
    words.push_back(out.string());
    return words;
}

void rename_into_place(const fs::path& finished, const fs::path& out)
{
    std::error_code failure;
    fs::rename(finished, out, failure);
    if (failure)
        throw base::Error(fmt::format("Cannot write {}: {}.", out.string(), failure.message()));
}

}  // namespace

void check_film_can_be_written(const fs::path& out)
{
    if (!is_video(out)) {
        if (fs::exists(out) && !(fs::is_directory(out) && fs::is_empty(out)))
            throw base::Error(fmt::format(
                "{} is there already; a film's frames need a new folder, or a file name that ends "
                "with .mp4 or .gif.",
                out.string()));
        return;
    }
    if (!ffmpeg())
        throw base::Error(fmt::format("{} needs ffmpeg, which is not installed; name a folder to "
                                      "get the frames as PNG.",
                                      out.filename().string()));
}

void write_film(const fs::path& out,
                unsigned frames,
                const std::function<render::Picture(unsigned)>& frame)
{
    const Workshop workshop(out);
    const fs::path folder = workshop.folder() / "frames";
    fs::create_directory(folder);
    for (unsigned i = 0; i < frames; ++i)
        render::write_png(folder / fmt::format("frame-{:04}.png", i + 1), frame(i));
    if (!is_video(out)) return rename_into_place(folder, out);
    const fs::path video = workshop.folder() / ("film" + out.extension().string());
    if (run(*ffmpeg(), ffmpeg_words(folder, video)) != 0 || !fs::exists(video))
        throw base::Error(fmt::format("ffmpeg could not make {} of the frames.", out.string()));
    rename_into_place(video, out);
}

}  // namespace cli
