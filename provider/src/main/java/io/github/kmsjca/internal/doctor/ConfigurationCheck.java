package io.github.kmsjca.internal.doctor;

import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.configuration.ConfigurationException;
import io.github.kmsjca.internal.configuration.Setting;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Every setting, its value, and where that came from. */
final class ConfigurationCheck implements Check {
  private static final Set<Setting> LEFT_TO_THE_SDK =
      EnumSet.of(
          Setting.REGION, Setting.ENDPOINT, Setting.PROFILE, Setting.FIPS, Setting.DUALSTACK);

  private final Patient patient;

  ConfigurationCheck(Patient patient) {
    this.patient = patient;
  }

  @Override
  public String title() {
    return "Configuration of " + patient.name() + " (" + patient.origin() + ")";
  }

  @Override
  public List<Finding> findings() {
    Configuration configuration;
    try {
      configuration = patient.instance().settings().get();
    } catch (ConfigurationException e) {
      return List.of(
          Finding.problem(
              "", String.valueOf(e.getMessage()), "Correct it; until then nothing else is tried"));
    }
    List<Finding> findings = new ArrayList<>();
    for (Setting setting : Setting.values()) {
      findings.add(
          Finding.fact(
              setting.key(),
              configuration
                  .value(setting)
                  .map(
                      value ->
                          configuration.shown(setting).orElse("") + "  (" + value.source() + ")")
                  .orElse(LEFT_TO_THE_SDK.contains(setting) ? "(left to the AWS SDK)" : "-")));
    }
    return findings;
  }
}
