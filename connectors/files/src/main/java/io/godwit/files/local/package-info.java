/**
 * Files on this machine's disks, as jobs name them: by names, patterns and folders that start from
 * the job file's folder, or as the standard input. A file is known by its size and the time of its
 * last change; the copy of the standard input, which is made anew for each process, by its digest.
 */
@NullMarked
package io.godwit.files.local;

import org.jspecify.annotations.NullMarked;
