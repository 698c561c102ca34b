package io.godwit.common.job;

import io.godwit.common.model.failure.ErrorCode;
import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** A job file was refused; the message is every problem, one a line, in the order of the file. */
public final class JobProblems extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /** More would scroll the first ones away, and those are the ones to begin with. */
  private static final int MOST_LINES = 50;

  private final ErrorCode code;
  private final transient List<Problem> problems;

  /**
   * A refusal.
   *
   * @param code {@link ErrorCode#JOB_SYNTAX} or {@link ErrorCode#JOB_INVALID}
   * @param file what the messages call the file
   * @param problems not empty, in the order of the file
   */
  JobProblems(ErrorCode code, String file, List<Problem> problems) {
    super(render(file, problems));
    this.code = code;
    this.problems = List.copyOf(problems);
  }

  /**
   * {@link ErrorCode#JOB_SYNTAX} where the text is not YAML, else {@link ErrorCode#JOB_INVALID}.
   */
  public ErrorCode code() {
    return code;
  }

  /** All of them, in the order of the file. */
  public List<Problem> problems() {
    return problems;
  }

  private static String render(String file, List<Problem> problems) {
    String lines =
        problems.stream()
            .limit(MOST_LINES)
            .map(problem -> problem.render(file))
            .collect(Collectors.joining("\n"));
    int more = problems.size() - MOST_LINES;
    return more <= 0 ? lines : lines + "\n... and " + more + " more";
  }
}
