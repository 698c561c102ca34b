package io.godwit.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.spi.SourceConnector;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class FilesConnectorTest {

  @Test
  void theConnectorIsFound() {
    assertThat(ServiceLoader.load(SourceConnector.class))
        .hasAtLeastOneElementOfType(FilesConnector.class);
  }
}
