package io.github.kmsjca.internal.doctor;

import io.github.kmsjca.internal.registration.Instance;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The list of providers as it is in effect, and our place in it. */
final class ProvidersCheck implements Check {
  private static final String PREFERRED = "jdk.security.provider.preferred";

  private final DeclaredProviders declared;
  private final List<Provider> registered;

  ProvidersCheck(DeclaredProviders declared, Provider... registered) {
    this.declared = declared;
    this.registered = List.of(registered);
  }

  @Override
  public String title() {
    return "Providers, in the order in which Java asks them";
  }

  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < registered.size(); i++) {
      Provider provider = registered.get(i);
      findings.add(
          Finding.fact(String.valueOf(i + 1), provider.getName() + " " + provider.getVersionStr()));
    }
    declared.unread().forEach(line -> findings.add(unread(line)));
    declared.read().stream()
        .filter(line -> registered.stream().noneMatch(line::means))
        .forEach(line -> findings.add(notLoaded(line)));
    String preferred = Objects.requireNonNullElse(Security.getProperty(PREFERRED), "");
    if (!preferred.isBlank()) {
      findings.add(Finding.fact("preferred", PREFERRED + "=" + preferred));
    }
    List<Provider> ours =
        registered.stream().filter(provider -> Instance.of(provider).isPresent()).toList();
    if (ours.isEmpty()) {
      findings.add(notRegistered());
    } else {
      for (int i = 0; i < ours.size(); i++) {
        findings.add(position(ours.get(i), i));
      }
      findings.add(parametersBeforeKey(ours, preferred));
    }
    return findings;
  }

  private Finding unread(DeclaredProviders.Line line) {
    String text =
        "'"
            + line
            + "' is not loaded: there is no "
            + DeclaredProviders.PREFIX
            + declared.firstFree()
            + ", and the JDK stops reading at the first number that is missing";
    String advice = "Make it " + DeclaredProviders.PREFIX + declared.firstFree();
    return line.isOurs()
        ? Finding.problem("hole", text, advice)
        : Finding.warning("hole", text, advice + ", or the next free number");
  }

  private static Finding notLoaded(DeclaredProviders.Line line) {
    String text = "'" + line + "' is not loaded";
    return line.isOurs()
        ? Finding.problem(
            "absent",
            text + ": its class is not on the system class path",
            "Put the jar there with -cp; java.security sees no other class loader. Or call"
                + " KmsProvider.install()")
        : Finding.warning(
            "absent", text, "Correct its name, or put its jar on the system class path");
  }

  private Finding notRegistered() {
    return Finding.note(
        "AWSKMS",
        "not registered in this JVM",
        "Call KmsProvider.install() in the program, or add the lines '"
            + DeclaredProviders.PREFIX
            + declared.firstFree()
            + "="
            + DeclaredProviders.NAME
            + "' and '"
            + preferredLine(DeclaredProviders.NAME, "")
            + "' by -Djava.security.properties=<file>, here as well as there");
  }

  /** The lines and the instances that they made are in the same order. */
  private Finding position(Provider provider, int index) {
    String by =
        declared.read().stream()
            .filter(DeclaredProviders.Line::isOurs)
            .skip(index)
            .findFirst()
            .map(line -> "by " + DeclaredProviders.PREFIX + line.number())
            .orElse("by the program");
    return Finding.ok(
        provider.getName(),
        "registered "
            + by
            + ", at position "
            + (registered.indexOf(provider) + 1)
            + " of "
            + registered.size());
  }

  /** Tries what Nimbus and others do: JCA picks the provider before it has seen the key. */
  private static Finding parametersBeforeKey(List<Provider> ours, String preferred) {
    String label = "RSASSA-PSS";
    Provider picked;
    try {
      Signature signature = Signature.getInstance(label);
      signature.setParameter(
          new PSSParameterSpec(
              "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC));
      picked = signature.getProvider();
    } catch (GeneralSecurityException e) {
      return Finding.problem(label, "cannot be used at all: " + e.getMessage(), "");
    }
    if (ours.contains(picked)) {
      return Finding.ok(label, "works, also where the parameters are set before the key");
    }
    String name = ours.get(0).getName();
    return Finding.warning(
        label,
        "code that sets the parameters before the key (Nimbus and others, for PS256) gets "
            + picked.getName()
            + ",\nand fails with a KMS key: 'key must be RSAPrivateKey'",
        "Put "
            + name
            + " at position 1, as KmsProvider.install() does, or add the line '"
            + preferredLine(name, preferred)
            + "'");
  }

  private static String preferredLine(String name, String others) {
    List<String> entries = new ArrayList<>();
    Arrays.stream(others.split(",", -1))
        .map(String::strip)
        .filter(entry -> !entry.isEmpty() && !entry.startsWith("Signature.RSASSA-PSS:"))
        .forEach(entries::add);
    entries.add("Signature.RSASSA-PSS:" + name);
    return PREFERRED + "=" + String.join(", ", entries);
  }
}
