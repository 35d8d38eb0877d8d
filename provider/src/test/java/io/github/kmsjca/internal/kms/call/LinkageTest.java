package io.github.kmsjca.internal.kms.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.kmsjca.internal.kms.Gateway;
import io.github.kmsjca.internal.kms.KmsCall;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An engine makes a call before it goes through the gateway, which explains what is wrong with a
 * class path. So no class that an engine links may link the AWS SDK.
 */
class LinkageTest {
  private static final URL CLASSES =
      KmsCall.class.getProtectionDomain().getCodeSource().getLocation();

  private static List<String> calls() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackagesOf(Sign.class)
            .stream()
            .filter(type -> type.isAssignableTo(KmsCall.class))
            .map(JavaClass::getName)
            .sorted()
            .toList();
  }

  @Test
  void everyOperationIsThere() {
    assertThat(calls()).hasSizeGreaterThan(20);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void aCallLinksWithoutTheSdk(String name) throws Exception {
    link(name);
  }

  @Test
  void theGatewayLinksWithoutTheSdk() throws Exception {
    link(Gateway.class.getName());
  }

  /** And this test would tell. */
  @Test
  void theSdksHalfDoesNot() {
    assertThatThrownBy(() -> link("io.github.kmsjca.internal.kms.SdkFailures"))
        .isInstanceOf(NoClassDefFoundError.class)
        .hasMessageContaining("software/amazon/awssdk");
  }

  /** Initialisation is the only way to have a class verified. */
  private static void link(String name) throws Exception {
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {CLASSES}, ClassLoader.getPlatformClassLoader())) {
      assertThat(Class.forName(name, true, loader).getClassLoader()).isSameAs(loader);
    }
  }
}
