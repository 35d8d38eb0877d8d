package io.github.kmsjca;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The packages are the architecture: arrows run down, the SDK stays behind one door. */
@AnalyzeClasses(packages = "io.github.kmsjca", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "io.github.kmsjca";
  private static final String INTERNAL = ROOT + ".internal.";
  private static final Set<String> ENGINES =
      Set.of(
          INTERNAL + "keystore",
          INTERNAL + "signature",
          INTERNAL + "cipher",
          INTERNAL + "mac",
          INTERNAL + "agreement",
          INTERNAL + "kem",
          INTERNAL + "random",
          INTERNAL + "permission",
          INTERNAL + "refusal",
          INTERNAL + "generator");

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
          .definedBy(ENGINES.toArray(String[]::new))
          .layer("keystore file")
          .definedBy(INTERNAL + "keystore.file")
          .layer("delegation")
          .definedBy(INTERNAL + "delegation")
          .layer("envelope")
          .definedBy(INTERNAL + "envelope")
          .layer("importing")
          .definedBy(INTERNAL + "importing")
          .layer("datakey")
          .definedBy(INTERNAL + "datakey")
          .layer("key")
          .definedBy(INTERNAL + "key")
          .layer("calls")
          .definedBy(INTERNAL + "kms.call")
          .layer("kms")
          .definedBy(INTERNAL + "kms")
          .layer("client")
          .definedBy(INTERNAL + "kms.client")
          .layer("lifecycle")
          .definedBy(INTERNAL + "lifecycle")
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
          .mayOnlyBeAccessedByLayers("registration", "entry points", "doctor")
          .whereLayer("keystore file")
          .mayOnlyBeAccessedByLayers("engines", "registration", "doctor")
          .whereLayer("delegation")
          .mayOnlyBeAccessedByLayers("engines", "registration")
          .whereLayer("importing")
          .mayOnlyBeAccessedByLayers("engines")
          .whereLayer("datakey")
          .mayOnlyBeAccessedByLayers("envelope", "engines", "registration")
          .whereLayer("envelope")
          .mayOnlyBeAccessedByLayers("engines", "registration", "entry points")
          .whereLayer("key")
          .mayOnlyBeAccessedByLayers(
              "importing",
              "datakey",
              "envelope",
              "engines",
              "registration",
              "entry points",
              "doctor")
          .whereLayer("calls")
          .mayOnlyBeAccessedByLayers(
              "key", "importing", "datakey", "engines", "registration", "doctor")
          .whereLayer("kms")
          .mayOnlyBeAccessedByLayers(
              "calls",
              "key",
              "importing",
              "datakey",
              "envelope",
              "keystore file",
              "engines",
              "registration",
              "doctor")
          .whereLayer("client")
          .mayOnlyBeAccessedByLayers("kms", "calls", "doctor")
          .whereLayer("lifecycle")
          .mayOnlyBeAccessedByLayers(
              "client", "kms", "key", "datakey", "engines", "registration", "entry points")
          .whereLayer("telemetry")
          .mayOnlyBeAccessedByLayers(
              "configuration",
              "lifecycle",
              "client",
              "kms",
              "key",
              "datakey",
              "envelope",
              "keystore file",
              "engines",
              "registration",
              "entry points");

  @ArchTest
  static final ArchRule NO_CYCLES = slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ENGINES_DO_NOT_KNOW_EACH_OTHER =
      slices()
          .assignedFrom(
              new SliceAssignment() {
                @Override
                public String getDescription() {
                  return "engines";
                }

                @Override
                public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
                  String name = javaClass.getPackageName();
                  return ENGINES.contains(name)
                      ? SliceIdentifier.of(name)
                      : SliceIdentifier.ignore();
                }
              })
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule VALUES_DEPEND_ON_NOTHING =
      classes()
          .that()
          .resideInAnyPackage(ROOT + ".spec", INTERNAL + "algorithm")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "java..",
                  "javax.crypto..",
                  "org.jspecify..",
                  ROOT + ".spec",
                  INTERNAL + "algorithm"));

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
          .resideOutsideOfPackage(INTERNAL + "kms..")
          .and()
          .resideOutsideOfPackage(ROOT)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon..");

  /** The first releases of JDK 17 lack them, and there all else is to work. */
  @ArchTest
  static final ArchRule KEM_IS_REACHED_BY_REFLECTION =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching("javax\\.crypto\\.(KEM|DecapsulateException).*");

  @ArchTest
  static final ArchRule TELEMETRY_READS_NOTHING =
      noClasses()
          .that()
          .resideInAPackage(INTERNAL + "telemetry")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(
              ROOT + "..internal.(kms|key|datakey|envelope|keystore|signature|cipher)..");

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
            "KmsReEncryption",
            "KmsReEncryption$Source",
            "KmsSecurityProviderCreator",
            "KmsSslSocketFactory",
            "spec.DataKey",
            "spec.DataKeyParameterSpec",
            "spec.DataKeyParameterSpec$Builder",
            "spec.EnvelopeParameterSpec",
            "spec.EnvelopeParameterSpec$Builder",
            "spec.FailedKmsCall",
            "spec.KeyPermissions",
            "spec.KeyPermissions$OfKey",
            "spec.KeyPermissions$Operation",
            "spec.KeyPermissions$Verdict",
            "spec.KmsFailure",
            "spec.KmsKey",
            "spec.KmsKeyGenParameterSpec",
            "spec.KmsKeyGenParameterSpec$Builder",
            "spec.KmsKeyStoreParameter",
            "spec.KmsKeyStoreParameter$Builder",
            "spec.KmsKeyStoreParameter$KeyEntry",
            "spec.KmsPrivateKey",
            "spec.KmsSecretKey",
            "spec.WrappedDataKey");
  }
}
