package io.godwit.cli.opening;

import io.godwit.common.job.JobFile;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.spec.Job;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A job file that has been found and read.
 *
 * @param file where it is
 * @param text what it says, references unresolved
 * @param job the same as records
 */
public record JobSource(Path file, String text, Job job) {

  private static final String FILE = "job.yaml";
  private static final String SECOND = "job-2.yaml";

  /**
   * The job that an argument of the command names: a file, a folder with a {@code job.yaml}, or an
   * example by its name.
   *
   * @param examples the folder of examples, where this is an installation that has them
   * @throws Refused where there is none
   * @throws io.godwit.common.job.JobProblems where the file is no job
   */
  public static JobSource find(String argument, Optional<Path> examples) {
    return ifThere(argument, examples)
        .orElseThrow(() ->
            new Refused(
                ErrorCode.JOB_UNKNOWN,
                "there is neither a file nor an example of the name " + argument));
  }

  /**
   * The same; empty where the argument names no file, and perhaps a job that only the cluster
   * knows.
   *
   * @throws io.godwit.common.job.JobProblems where the file is no job
   */
  public static Optional<JobSource> ifThere(String argument, Optional<Path> examples) {
    return locate(argument, examples)
        .map(file -> {
          String text = JobFile.text(file);
          return new JobSource(file, text, JobFile.parse(text, file.toString()));
        });
  }

  /**
   * The name of the job that an argument names, which may also be one that only the cluster knows.
   *
   * @throws io.godwit.common.job.JobProblems where it names a file that is no job
   */
  public static String nameOf(String argument, Optional<Path> examples) {
    return ifThere(argument, examples).map(source -> source.job().job()).orElse(argument);
  }

  /**
   * The same job as it is to be run a second time, in the file {@code job-2.yaml} beside this one;
   * empty where there is none.
   *
   * @throws io.godwit.common.job.JobProblems where the file is no job
   */
  public Optional<JobSource> next() {
    return Optional.of(base().resolve(SECOND))
        .filter(Files::isRegularFile)
        .map(beside -> find(beside.toString(), Optional.empty()));
  }

  /** The folder that its relative paths start from. */
  public Path base() {
    return file.toAbsolutePath().normalize().resolveSibling(".").normalize();
  }

  private static Optional<Path> locate(String argument, Optional<Path> examples) {
    Path path = Path.of(argument);
    if (Files.isDirectory(path) && Files.isRegularFile(path.resolve(FILE))) {
      return Optional.of(path.resolve(FILE));
    }
    if (Files.isRegularFile(path)) {
      return Optional.of(path);
    }
    return examples
        .filter(folder -> argument.matches("[a-z0-9-]+"))
        .map(folder -> folder.resolve(argument).resolve(FILE))
        .filter(Files::isRegularFile);
  }
}
