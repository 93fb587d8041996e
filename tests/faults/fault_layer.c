/* SPDX-License-Identifier: MIT
 * Makes the system fail on purpose: loaded before a program (LD_PRELOAD), it counts the program's calls about files of one
 * folder, or those for memory from main on, and lets one of them fail, or that and all after it, or ends the program there
 * at once.
 *
 *   MESOMAP_FAULT_FOLDER  only calls about files in it count
 *   MESOMAP_FAULT_AT      the number of the call, from 1; 0: none, only count
 *   MESOMAP_FAULT_HOW     eio, enospc, memory (fail once), eio-ever, enospc-ever, memory-ever (from then on), kill;
 *                         lie: a write of some bytes is told as done, but one bit of them is another
 *   MESOMAP_FAULT_TOLD    a file descriptor: at the end of the program the number of calls is written to it in text
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum { most_files = 4096 };

static const char *folder;
static long fails_at;
static int error, for_ever, kills, lies, of_memory, told = -1;
static atomic_long calls;
static atomic_bool counts_files[most_files], in_main;

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void begin(void)
{
    const char *how = getenv("MESOMAP_FAULT_HOW"), *at = getenv("MESOMAP_FAULT_AT"), *fd = getenv("MESOMAP_FAULT_TOLD");
    if (!how || !at) return;
    for_ever = strstr(how, "-ever") != NULL;
    kills = strcmp(how, "kill") == 0;
    lies = strcmp(how, "lie") == 0;
    of_memory = strncmp(how, "memory", 6) == 0;
    error = of_memory ? ENOMEM : strncmp(how, "enospc", 6) == 0 ? ENOSPC : EIO;
    if (fd) told = atoi(fd);
    fails_at = atol(at);
    folder = getenv("MESOMAP_FAULT_FOLDER");
    unsetenv("LD_PRELOAD"); /* the program's children are not meant */
}

__attribute__((destructor)) static void end(void)
{
    char text[32];
    const int length = snprintf(text, sizeof text, "%ld\n", atomic_load(&calls));
    if (told >= 0 && NEXT(write)(told, text, (size_t)length) < 0) return;
}

/* Counts one call; true if it is to fail. */
static int fails(void)
{
    const long number = atomic_fetch_add(&calls, 1) + 1;
    if (fails_at == 0 || number < fails_at || (number > fails_at && !for_ever)) return 0;
    if (lies) return 0;
    if (kills) kill(getpid(), SIGKILL);
    errno = error;
    return 1;
}

static int is_meant(const char *path)
{
    char whole[PATH_MAX];
    if (!folder || !path || of_memory) return 0;
    if (path[0] != '/') {
        char here[PATH_MAX];
        if (!getcwd(here, sizeof here)) return 0;
        if (snprintf(whole, sizeof whole, "%s/%s", here, path) >= (int)sizeof whole) return 0;
        path = whole;
    }
    return strncmp(path, folder, strlen(folder)) == 0;
}

static int file_fails(int fd)
{
    return fd >= 0 && fd < most_files && atomic_load(&counts_files[fd]) && fails();
}

static int opened(int fd, int meant)
{
    if (fd >= 0 && fd < most_files) atomic_store(&counts_files[fd], meant);
    return fd;
}

#define OPEN(name)                                                     \
    int name(const char *path, int flags, ...)                         \
    {                                                                  \
        va_list more;                                                  \
        va_start(more, flags);                                         \
        const mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0; \
        va_end(more);                                                  \
        const int meant = is_meant(path);                              \
        if (meant && fails()) return -1;                               \
        return opened(NEXT(name)(path, flags, mode), meant);           \
    }
OPEN(open)
OPEN(open64)

#define OF_FILE(type, name, parameters, arguments) \
    type name parameters                           \
    {                                              \
        if (file_fails(fd)) return -1;             \
        return NEXT(name) arguments;               \
    }
OF_FILE(ssize_t, pwrite, (int fd, const void *bytes, size_t count, off_t at), (fd, bytes, count, at))
OF_FILE(ssize_t, pwrite64, (int fd, const void *bytes, size_t count, off64_t at), (fd, bytes, count, at))
OF_FILE(int, fsync, (int fd), (fd))
OF_FILE(int, fdatasync, (int fd), (fd))
OF_FILE(int, ftruncate, (int fd, off_t size), (fd, size))
OF_FILE(int, ftruncate64, (int fd, off64_t size), (fd, size))

ssize_t write(int fd, const void *bytes, size_t count)
{
    if (file_fails(fd)) return -1;
    const int is_file = fd >= 0 && fd < most_files && atomic_load(&counts_files[fd]);
    if (!is_file || !lies || count == 0 || atomic_load(&calls) != fails_at) return NEXT(write)(fd, bytes, count);
    char *other = malloc(count);
    if (!other) return NEXT(write)(fd, bytes, count);
    memcpy(other, bytes, count);
    other[count / 2] ^= 1;
    const ssize_t done = NEXT(write)(fd, other, count);
    free(other);
    return done;
}

int close(int fd)
{
    opened(fd, 0);
    return NEXT(close)(fd);
}

int rename(const char *from, const char *to)
{
    if (is_meant(to) && fails()) return -1;
    return NEXT(rename)(from, to);
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned how)
{
    if (is_meant(to) && fails()) return -1;
    return NEXT(renameat2)(from_folder, from, to_folder, to, how);
}

int unlink(const char *path)
{
    if (is_meant(path) && kills) fails(); /* who cannot take a file away cannot tidy up either */
    return NEXT(unlink)(path);
}

/* Memory: what the loader and the constructors of libraries ask for before main is not meant. */

void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);
void *__libc_memalign(size_t, size_t);

static int memory_fails(void)
{
    return of_memory && atomic_load(&in_main) && fails();
}

void *malloc(size_t size)
{
    return memory_fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return memory_fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    return memory_fails() ? NULL : __libc_realloc(old, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
    return memory_fails() ? NULL : __libc_memalign(alignment, size);
}

void *memalign(size_t alignment, size_t size)
{
    return aligned_alloc(alignment, size);
}

int posix_memalign(void **memory, size_t alignment, size_t size)
{
    *memory = aligned_alloc(alignment, size);
    return *memory ? 0 : ENOMEM;
}

typedef int main_function(int, char **, char **);
static main_function *programs_main;

static int counted_main(int count, char **words, char **environment)
{
    atomic_store(&in_main, 1);
    const int code = programs_main(count, words, environment);
    atomic_store(&in_main, 0);
    return code;
}

int __libc_start_main(main_function *begins, int count, char **words, void (*first)(void), void (*last)(void),
                      void (*loader_last)(void), void *stack)
{
    programs_main = begins;
    return NEXT(__libc_start_main)(counted_main, count, words, first, last, loader_last, stack);
}
