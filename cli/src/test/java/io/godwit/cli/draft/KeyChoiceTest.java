package io.godwit.cli.draft;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.cli.opening.FleetOpener;
import io.godwit.common.job.connection.EmbeddedAddresses;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyChoiceTest {

  @TempDir private Path folder;

  private KeyChoice of(String name, String text) throws Exception {
    String file = Files.writeString(folder.resolve(name), text).toString();
    Addressed addressed = Addressed.of(file, Optional.empty());
    JobDraft draft = new JobDraft("job", addressed.source(), addressed.sink());
    FleetOpener opener = new FleetOpener(Map.of(), EmbeddedAddresses.NONE);
    return KeyChoice.of(draft, addressed.source().keys().orElseThrow(), opener);
  }

  @Test
  void ofSeveralThatDifferInEachRecordTheOneThatIsCalledLikeAKey() throws Exception {
    assertThat(of("a.csv", "name,town,person_id\nAnn,Ulm,1\nBo,Ulm,2\n"))
        .isEqualTo(new KeyChoice(List.of("person_id"), true));
  }

  @Test
  void aNameIsNotEnough() throws Exception {
    assertThat(of("a.csv", "id,name\n1,Ann\n1,Bo\n"))
        .isEqualTo(new KeyChoice(List.of("name"), true));
    assertThat(of("b.csv", "id,name\n1,Ann\n,Bo\n"))
        .isEqualTo(new KeyChoice(List.of("name"), true));
  }

  @Test
  void whereNoneDiffersTheGuessSaysThatItIsOne() throws Exception {
    assertThat(of("a.csv", "name,id\nAnn,1\nAnn,1\n"))
        .isEqualTo(new KeyChoice(List.of("id"), false));
  }

  @Test
  void documentsSayThemselvesWhatFieldsTheyHave() throws Exception {
    assertThat(of("a.jsonl", "{\"n\":1,\"code\":\"x\"}\n{\"n\":1,\"code\":\"y\"}\n"))
        .isEqualTo(new KeyChoice(List.of("code"), true));
  }
}
