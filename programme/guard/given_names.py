"""First names common in Britain that are not also everyday words, places or wards.

Left out on purpose: names such as Will, Grace, Hope, Mark, May, Ruby, Amber, Jade, Kent or Dean,
which stand in staff questions as words. They are still seen beside "my patient" or a title.
Source: the most frequent names in the birth statistics of the Office for National Statistics,
and the most frequent names in communities of South Asian, African and East European heritage.
"""

from programme.guard.phrases import words

GIVEN_NAMES = words(
    """
    aaron abdul abigail abdullah adam adele adrian agnes agnieszka ahmed aidan aisha aisling alan
    albert alejandro alex alexander alexandra alfie alice alison amelia amina amir amit amy ana
    andrea andrew andy angela anil anita ann anna anne annie anthony antonio archie arjun arthur
    asha ashley audrey barbara barry beatrice becky ben benjamin bernadette bernard beth bethany
    betty beverley brenda brian bridget bronwen bryony callum cameron carl carla caroline
    catherine cath cathy cecilia charles charlie charlotte chidi chloe chris christine
    christopher ciara claire clare clive colette colin connor conor craig cynthia daisy damian
    daniel daniela danielle darren daryl dave david debbie deborah declan deepak denise dennis
    derek diana diane dimitri dominic donald donna dorothy douglas duncan dylan eamonn edith
    edward eileen elaine eleanor elena elijah elizabeth ella ellie elliot elsie emeka emily emma
    eric erin esther ethan eva evelyn ewa fatima fiona florence frances francesca freddie
    frederick gareth gary gavin geoff geoffrey george georgia georgina gerald geraldine gillian
    gina gloria gordon graham greg gregory gwen hannah harriet harry hassan hayley helen henry
    hilary hugh hussein ian ibrahim imran irene isaac isabel isabella isla ismail ivan jackie
    jacqueline jacob jake jamal james jamie jan jane janet janice jasmine jason jean jeff jennifer
    jenny jeremy jessica jill jim jo joan joanna joanne joe joel john johnny jonathan jordan
    joseph josephine josh joshua joyce judith judy julia julian julie karen karim kate katherine
    kathleen kathryn kathy katie kayleigh keith kelly kenneth kerry kevin khadija kieran kim
    kirsty krishna kwame laura lauren lee leila leo leon leonard lesley leslie lewis liam linda
    lindsay lisa liz lorraine louis louise lucas lucy luke lydia lynn lynne maggie malcolm
    margaret maria mariam marie marilyn marion martin mary maryam matt matthew maureen maurice
    megan mehmet melanie melissa michael michelle mick mike mohamed mohammad mohammed molly monica
    muhammad nadia nancy naomi nasreen natalie natasha nathan neha neil nick nicholas nicola
    nicole nigel nikhil noah nora norman oliver olivia olu omar oscar owen pamela patricia patrick
    paul paula pauline peter philip phoebe piotr polly priya rachel rahul raj rajesh ralph raymond
    rebecca reggie rhys richard ricky robert robin rodney roger ronald rosemary rosie ross roy
    russell ruth ryan sally sam samantha samir samuel sandra sanjay sara sarah sean sebastian
    shannon sharon shaun sheila shirley sian simon sinead siobhan sofia sophia sophie stacey
    stanley stella stephanie stephen steve steven stewart stuart sunita susan suzanne sylvia
    tanya tara teresa terry theresa thomas tim timothy tina toby tom tomasz tony tracey tracy
    trevor tyler valerie vanessa veronica vera vijay vikram vincent vivian walter wayne wendy
    william xavier yasmin yusuf yvonne zainab zara zoe
    """
)
