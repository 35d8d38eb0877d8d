package io.github.kmsjca;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The packages are the architecture: arrows run down, the SDK stays behind one door. */
@AnalyzeClasses(packages = "io.github.kmsjca", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "io.github.kmsjca";
  private static final String INTERNAL = ROOT + ".internal.";

  @ArchTest
  static final ArchRule ARROWS_RUN_DOWN =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("doctor")
          .definedBy(INTERNAL + "doctor")
          .layer("entry points")
          .definedBy(ROOT)
          .layer("registration")
          .definedBy(INTERNAL + "registration")
          .layer("engines")
          .definedBy(INTERNAL + "keystore", INTERNAL + "signature")
          .layer("delegation")
          .definedBy(INTERNAL + "delegation")
          .layer("key")
          .definedBy(INTERNAL + "key")
          .layer("kms")
          .definedBy(INTERNAL + "kms")
          .layer("telemetry")
          .definedBy(INTERNAL + "telemetry")
          .layer("configuration")
          .definedBy(INTERNAL + "configuration")
          .layer("algorithm")
          .definedBy(INTERNAL + "algorithm")
          .whereLayer("doctor")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("entry points")
          .mayOnlyBeAccessedByLayers("doctor")
          .whereLayer("registration")
          .mayOnlyBeAccessedByLayers("entry points", "doctor")
          .whereLayer("engines")
          .mayOnlyBeAccessedByLayers("registration", "doctor")
          .whereLayer("delegation")
          .mayOnlyBeAccessedByLayers("engines", "registration")
          .whereLayer("key")
          .mayOnlyBeAccessedByLayers("engines", "registration", "entry points", "doctor")
          .whereLayer("kms")
          .mayOnlyBeAccessedByLayers("key", "engines", "registration", "doctor")
          .whereLayer("telemetry")
          .mayOnlyBeAccessedByLayers("configuration", "kms", "key", "engines");

  @ArchTest
  static final ArchRule NO_CYCLES = slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ENGINES_DO_NOT_KNOW_EACH_OTHER =
      noClasses()
          .that()
          .resideInAPackage(INTERNAL + "signature")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(INTERNAL + "keystore");

  @ArchTest
  static final ArchRule VALUES_DEPEND_ON_NOTHING =
      classes()
          .that()
          .resideInAnyPackage(ROOT + ".spec", INTERNAL + "algorithm")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "java..", "org.jspecify..", ROOT + ".spec", INTERNAL + "algorithm"));

  /** Bytes in, values out: so it can be fuzzed, and read by itself. */
  @ArchTest
  static final ArchRule THE_CODEC_KNOWS_NO_KEYS =
      classes()
          .that()
          .resideInAPackage(INTERNAL + "message")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "java.lang..",
                  "java.io..",
                  "java.nio..",
                  "java.util..",
                  "org.jspecify..",
                  INTERNAL + "message",
                  INTERNAL + "algorithm"));

  @ArchTest
  static final ArchRule ONLY_THE_GATEWAY_CALLS_THE_SDK =
      noClasses()
          .that()
          .resideOutsideOfPackage(INTERNAL + "kms")
          .and()
          .resideOutsideOfPackage(ROOT)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon..");

  @ArchTest
  static final ArchRule TELEMETRY_READS_NOTHING =
      noClasses()
          .that()
          .resideInAPackage(INTERNAL + "telemetry")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + "..internal.(kms|key|keystore|signature)..");

  /** The public classes are a promise; a change here is a change of the API. */
  @ArchTest
  static void theApiIsPinned(JavaClasses all) {
    TreeSet<String> api =
        all.stream()
            .filter(c -> c.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(c -> !c.getPackageName().startsWith(ROOT + ".internal"))
            .map(c -> c.getName().substring(ROOT.length() + 1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(api)
        .containsExactly(
            "KmsKeys",
            "KmsProvider",
            "KmsProvider$Builder",
            "spec.KmsKey",
            "spec.KmsKeyStoreParameter",
            "spec.KmsKeyStoreParameter$Builder",
            "spec.KmsKeyStoreParameter$KeyEntry",
            "spec.KmsPrivateKey");
  }
}
