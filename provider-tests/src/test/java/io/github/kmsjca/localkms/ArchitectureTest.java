package io.github.kmsjca.localkms;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.kmsjca.localkms.internal.operation.Operation;
import java.util.Set;

/** The plan of the house: every arrow points down. */
@AnalyzeClasses(
    packages = "io.github.kmsjca.localkms",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String INTERNAL = "io.github.kmsjca.localkms.internal.";

  @ArchTest
  static final ArchRule ARROWS_POINT_DOWN =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("api")
          .definedBy("io.github.kmsjca.localkms")
          .layer("http")
          .definedBy(INTERNAL + "http..")
          .layer("admin")
          .definedBy(INTERNAL + "admin..")
          .layer("tls")
          .definedBy(INTERNAL + "tls..")
          .layer("sigv4")
          .definedBy(INTERNAL + "sigv4..")
          .layer("seed")
          .definedBy(INTERNAL + "seed..")
          .layer("durable")
          .definedBy(INTERNAL + "durable..")
          .layer("journal")
          .definedBy(INTERNAL + "journal..")
          .layer("dispatch")
          .definedBy(INTERNAL + "dispatch..")
          .layer("operation")
          .definedBy(INTERNAL + "operation..")
          .layer("crypto")
          .definedBy(INTERNAL + "crypto..")
          .layer("state")
          .definedBy(INTERNAL + "state..")
          .layer("policy")
          .definedBy(INTERNAL + "policy..")
          .layer("model")
          .definedBy(INTERNAL + "model..")
          .whereLayer("api")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("http")
          .mayOnlyBeAccessedByLayers("api")
          .whereLayer("admin")
          .mayOnlyBeAccessedByLayers("api")
          .whereLayer("tls")
          .mayOnlyBeAccessedByLayers("api")
          .whereLayer("sigv4")
          .mayOnlyBeAccessedByLayers("api", "http")
          .whereLayer("seed")
          .mayOnlyBeAccessedByLayers("api")
          .whereLayer("durable")
          .mayOnlyBeAccessedByLayers("api")
          .whereLayer("journal")
          .mayOnlyBeAccessedByLayers("api", "durable")
          .whereLayer("dispatch")
          .mayOnlyBeAccessedByLayers("api", "http", "sigv4")
          .whereLayer("operation")
          .mayOnlyBeAccessedByLayers("api", "seed", "http", "sigv4", "dispatch")
          .whereLayer("crypto")
          .mayOnlyBeAccessedByLayers(
              "api", "seed", "durable", "http", "sigv4", "dispatch", "operation")
          .whereLayer("state")
          .mayOnlyBeAccessedByLayers(
              "api", "seed", "durable", "http", "sigv4", "dispatch", "operation", "crypto")
          .whereLayer("policy")
          .mayOnlyBeAccessedByLayers("api", "dispatch", "operation", "state")
          .whereLayer("policy")
          .mayOnlyAccessLayers("model");

  @ArchTest
  static final ArchRule THE_ADMIN_ENDPOINT_KNOWS_NOTHING_OF_KMS =
      noClasses()
          .that()
          .resideInAPackage(INTERNAL + "admin..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              INTERNAL + "http..",
              INTERNAL + "dispatch..",
              INTERNAL + "operation..",
              INTERNAL + "state..");

  @ArchTest
  static final ArchRule CERTIFICATES_KNOW_NOTHING_OF_KMS =
      noClasses()
          .that()
          .resideInAPackage(INTERNAL + "tls..")
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "are of the local KMS outside their package",
                  type ->
                      type.getPackageName().startsWith("io.github.kmsjca.localkms")
                          && !type.getPackageName().equals(INTERNAL + "tls")));

  @ArchTest
  static final ArchRule THE_JOURNAL_KNOWS_NOTHING_OF_KMS =
      noClasses()
          .that()
          .resideInAPackage(INTERNAL + "journal..")
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "are of another package of the local KMS",
                  type ->
                      type.getPackageName().startsWith("io.github.kmsjca.localkms")
                          && !type.getPackageName().startsWith(INTERNAL + "journal")));

  @ArchTest
  static final ArchRule OPERATION_FAMILIES_DO_NOT_KNOW_EACH_OTHER =
      slices().matching(INTERNAL + "operation.(*)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule OPERATIONS_HAVE_THEIR_PLACE =
      classes()
          .that()
          .implement(Operation.class)
          .should()
          .resideInAPackage(INTERNAL + "operation.*");

  @ArchTest
  static final ArchRule NOTHING_OF_THE_PROVIDER_AND_NO_SDK =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "software.amazon..",
              "io.github.kmsjca",
              "io.github.kmsjca.spec..",
              "io.github.kmsjca.internal..");

  @ArchTest
  static final ArchRule CRYPTOGRAPHY_NAMES_ITS_PROVIDER =
      noClasses()
          .should()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "getInstance without a provider, or random numbers of the first provider",
                  ArchitectureTest::takesTheFirstProvider))
          .orShould()
          .callConstructor(java.security.SecureRandom.class);

  private static final Set<String> PACKAGES =
      Set.of("java.security", "java.security.cert", "javax.crypto");

  private ArchitectureTest() {}

  private static boolean takesTheFirstProvider(JavaMethodCall call) {
    JavaClass owner = call.getTargetOwner();
    boolean unnamed =
        PACKAGES.contains(owner.getPackageName())
            && call.getTarget().getName().equals("getInstance")
            && call.getTarget().getRawParameterTypes().size() < 2;
    return unnamed
        || (owner.getName().equals("java.util.UUID")
            && call.getTarget().getName().equals("randomUUID"));
  }
}
