package io.github.kmsjca.internal.doctor;

import io.github.kmsjca.internal.kms.client.Library;
import io.github.kmsjca.internal.kms.client.SdkRequirement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Which jars the class path has of what this library is made of and needs. Loads none of it. */
final class LibrariesCheck implements Check {
  private static final String SDK = "AWS SDK";

  @Override
  public String title() {
    return "Libraries on the class path";
  }

  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    Map<Library, String> modules = new EnumMap<>(Library.class);
    for (Library library : Library.values()) {
      List<Library.Copy> copies = library.copies();
      if (copies.isEmpty()) {
        addMissing(library, findings);
        continue;
      }
      findings.add(Finding.fact(library.artifact(), copies.get(0).toString()));
      if (copies.size() > 1) {
        findings.add(twice(copies.subList(1, copies.size())));
      }
      if (library.isOfAwsSdk()) {
        modules.put(library, copies.get(0).version());
      }
    }
    if (Library.isFipsInPlaceOfBouncyCastle()) {
      findings.add(
          Finding.warning(
              Library.BOUNCY_CASTLE.artifact(),
              "bc-fips is in its place, whose classes of the same names lack most of what is needed",
              "Put bcprov-jdk18on in front of it on the class path, or use the -all.jar"));
    }
    addMixture(modules, findings);
    addAge(modules, findings);
    return findings;
  }

  private static void addMissing(Library library, List<Finding> findings) {
    if (library.isRequired()) {
      findings.add(
          Finding.problem(
              library.artifact(), "not there", "Put it on the class path, or use the -all.jar"));
    }
  }

  private static Finding twice(List<Library.Copy> others) {
    return Finding.warning(
        "",
        "also in " + String.join(", ", others.stream().map(Library.Copy::toString).toList()),
        "Leave all but one out: which classes come from which is up to chance");
  }

  private static void addMixture(Map<Library, String> modules, List<Finding> findings) {
    String core = modules.get(Library.SDK_CORE);
    List<String> others = new ArrayList<>();
    modules.forEach(
        (module, version) -> {
          // BOMs before 2.41 do not have this one, and it works with all of them.
          if (!version.equals(core) && module != Library.APACHE5_CLIENT) {
            others.add(module.artifact() + " " + version);
          }
        });
    if (core != null && !others.isEmpty()) {
      findings.add(
          Finding.warning(
              SDK,
              "its modules are of different versions: sdk-core "
                  + core
                  + ", but "
                  + String.join(", ", others),
              "Align them by its BOM"));
    }
  }

  private static void addAge(Map<Library, String> modules, List<Finding> findings) {
    for (SdkRequirement requirement : SdkRequirement.values()) {
      List<String> older = new ArrayList<>();
      modules.forEach(
          (module, version) -> {
            if (!requirement.isMetBy(version)) {
              older.add(module.artifact());
            }
          });
      if (!older.isEmpty()) {
        String text = requirement + ": not " + String.join(", ", older);
        boolean isFatal = requirement == SdkRequirement.ANY_CALL;
        findings.add(
            isFatal
                ? Finding.problem(SDK, text, "Raise its BOM, or use the -all.jar")
                : Finding.note(SDK, text, "Raise its BOM if that is wanted"));
        if (isFatal) {
          return;
        }
      }
    }
  }
}
