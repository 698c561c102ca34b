package io.godwit.common.job;

import io.godwit.common.job.shape.Kinds;
import io.godwit.common.job.shape.Shapes;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.spec.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads job files. References are left as they are, so that text and {@link Job} may travel and be
 * printed.
 */
public final class JobFile {

  private JobFile() {}

  /**
   * The job of a file.
   *
   * @throws JobProblems where it is not one; the messages call the file by this path
   * @throws Refused with {@link ErrorCode#JOB_UNKNOWN} where the file cannot be read
   */
  public static Job read(Path file) {
    return parse(text(file), file.toString());
  }

  /**
   * The text of a file, for {@link #parse} here or elsewhere.
   *
   * @throws JobProblems where it is not UTF-8
   * @throws Refused with {@link ErrorCode#JOB_UNKNOWN} where the file cannot be read
   */
  public static String text(Path file) {
    Problems problems = new Problems();
    String text = Characters.decode(bytes(file), problems);
    refuseUnlessNone(problems, ErrorCode.JOB_SYNTAX, file.toString());
    return text;
  }

  /**
   * The job of a text.
   *
   * @param text YAML
   * @param name what messages call the text
   * @throws JobProblems where it is not a job
   */
  public static Job parse(String text, String name) {
    return parse(text, name, Kinds.installed());
  }

  /** The same for a text that can name these kinds. */
  public static Job parse(String text, String name, Kinds kinds) {
    Problems problems = new Problems();
    Optional<Node> root = YamlText.read(Characters.withoutMark(text), problems);
    refuseUnlessNone(problems, ErrorCode.JOB_SYNTAX, name);
    Node node = root.orElseThrow(() -> new IllegalStateException("no text and no finding"));
    if (!(node instanceof MappingNode)) {
      problems.place(node, "", "a job is a mapping: lines such as 'job: name'", Optional.empty());
    }
    refuseUnlessNone(problems, ErrorCode.JOB_INVALID, name);
    Bound bound = new Bound();
    Optional<Object> job = new Binder(problems, bound).bind(node, Shapes.job(kinds), "");
    new CrossRules(bound, problems, kinds).check();
    refuseUnlessNone(problems, ErrorCode.JOB_INVALID, name);
    return job.map(Job.class::cast)
        .orElseThrow(() -> new IllegalStateException("no job and no finding"));
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new Refused(ErrorCode.JOB_UNKNOWN, "the job file " + file + " cannot be read", e);
    }
  }

  private static void refuseUnlessNone(Problems problems, ErrorCode code, String name) {
    if (!problems.none()) {
      throw new JobProblems(code, name, problems.sorted());
    }
  }
}
