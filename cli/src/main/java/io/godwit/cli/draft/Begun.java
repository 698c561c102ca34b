package io.godwit.cli.draft;

import io.godwit.cli.opening.FleetOpener;
import io.godwit.common.job.JobFile;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.Job;
import java.util.List;

/**
 * A job file that is about to be written.
 *
 * @param draft what the connectors propose
 * @param job as far as it is known before anything was looked at; enough to say which servers the
 *     look needs
 */
public record Begun(JobDraft draft, Job job) {

  private static final List<String> ANY_KEY = List.of("id");

  /** The beginning for what was typed; asks no server. */
  public static Begun of(String source, Addressed addressed) {
    JobDraft draft = new JobDraft(JobDraft.nameOf(source), addressed.source(), addressed.sink());
    List<String> key = addressed.source().keys().isPresent() ? ANY_KEY : List.of();
    return new Begun(draft, JobFile.parse(draft.probe(draft.source().all(), key), "the draft"));
  }

  /**
   * Looks at the source, and writes the file.
   *
   * @throws Trouble where the source does not answer
   * @throws io.godwit.common.model.failure.Refused where nothing of it can be read
   */
  public String text(FleetOpener opener) throws Trouble {
    KeyChoice key =
        draft.source().keys().isPresent()
            ? KeyChoice.of(draft, draft.source().keys().get(), opener)
            : new KeyChoice(List.of(), true);
    Findings found = Findings.of(draft, key.field(), opener);
    String text = draft.text(found, key.field(), key.sure());
    // What cannot be read here would not be read there.
    var unused = JobFile.parse(text, "the draft");
    return text;
  }
}
